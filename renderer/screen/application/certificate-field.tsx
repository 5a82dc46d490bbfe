import Box from '@mui/material/Box';
import { useEffect, useState } from 'react';
import { fingerprintText } from '../../component/fingerprint-text.ts';
import { TextField } from '../../component/text-field.tsx';
import { mentionsPrivateKey, thumbprintOf } from './credential-draft.ts';
import { TextFileButton } from './text-file-button.tsx';

interface CertificateFieldProps {
  value: string;
  error: string | undefined;
  onChange: (text: string) => void;
}

/** A certificate in PEM, pasted or chosen, with its thumbprint. A private key that comes with it is not taken in. */
export function CertificateField({ value, error, onChange }: CertificateFieldProps) {
  const [refused, setRefused] = useState(false);
  const thumbprint = useThumbprint(value);
  const take = (text: string) => {
    const secret = mentionsPrivateKey(text);
    setRefused(secret);
    onChange(secret ? '' : text);
  };
  const problem = refused
    ? 'There is a private key in this, so it wasn’t taken. The key stays with the application: give the certificate alone.'
    : error;
  return (
    <Box sx={{ display: 'flex', flexDirection: 'column', gap: 2, alignItems: 'flex-start' }}>
      <Box sx={{ alignSelf: 'stretch' }}>
        <TextField
          label="Certificate"
          mono
          multiline
          minRows={4}
          maxRows={10}
          value={value}
          onChange={(event) => take(event.target.value)}
          hint={
            thumbprint === undefined
              ? 'In PEM, of an RSA key of 2048 bits or more: that is what Azure’s libraries sign with.'
              : `Thumbprint (SHA-256): ${fingerprintText(thumbprint)}`
          }
          error={problem}
          inputProps={{ maxLength: 16_384 }}
        />
      </Box>
      <TextFileButton label="Certificate file" accept=".pem,.crt,.cer" most={16_384} onText={take} />
    </Box>
  );
}

function useThumbprint(text: string): string | undefined {
  const [found, setFound] = useState<{ readonly of: string; readonly thumbprint: string | undefined }>();
  useEffect(() => {
    let current = true;
    void thumbprintOf(text).then((thumbprint) => current && setFound({ of: text, thumbprint }));
    return () => {
      current = false;
    };
  }, [text]);
  return found?.of === text ? found.thumbprint : undefined;
}
