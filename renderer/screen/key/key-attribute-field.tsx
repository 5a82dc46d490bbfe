import type { AttributeDraft } from '../../component/attribute-draft.ts';
import { AttributeFields } from '../../component/attribute-field.tsx';

interface KeyAttributeFieldsProps {
  draft: AttributeDraft;
  onChange: (part: Partial<AttributeDraft>) => void;
  /** By field. */
  problems: Readonly<Record<string, string>>;
}

/** Dates, state and tags of a key, of one that stands or a new one. */
export function KeyAttributeFields({ draft, onChange, problems }: KeyAttributeFieldsProps) {
  return (
    <AttributeFields
      notBefore={{ value: draft.notBefore, onChange: (notBefore) => onChange({ notBefore }), error: problems['notBefore'] }}
      expires={{ value: draft.expires, onChange: (expires) => onChange({ expires }), error: problems['expires'] }}
      enabled={{ value: draft.enabled, onChange: (enabled) => onChange({ enabled }) }}
      tags={{ value: draft.tags, onChange: (tags) => onChange({ tags }), error: problems['tags'] }}
      note="Outside its dates a key signs, encrypts and wraps nothing; it still decrypts, unwraps and verifies."
      enabledHint="While it is disabled nothing can be done with it."
    />
  );
}
