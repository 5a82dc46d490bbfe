import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../app/identity/caller.ts';
import { createSessionHolder } from '../../../app/identity/session.ts';
import { createStaging } from '../../../app/job/staging.ts';
import { createUpload } from '../../../app/job/upload.ts';
import { createSettableClock } from '../../support/settable-clock.ts';

const minute = 60_000;
const gone: unknown = expect.objectContaining({ code: 'StagedNotFound', data: { what: 'upload' } });

function aCaller(): Caller {
  const session = createSessionHolder();
  session.current = { id: randomUUID(), principalId: randomUUID(), startedOn: 0, credential: 1 };
  return { id: randomUUID(), door: 'window', address: 'window', session };
}

function aStaging() {
  const clock = createSettableClock();
  const staging = createStaging({ clock, newId: randomUUID });
  const caller = aCaller();
  const put = (sizeBytes = 4) => {
    const upload = createUpload(sizeBytes);
    upload.add(new Uint8Array(sizeBytes).fill(7));
    return { id: staging.put('upload', caller, upload), content: upload.content() };
  };
  return { clock, staging, caller, put };
}

const isZero = (content: Uint8Array): boolean => content.every((byte) => byte === 0);

describe('what a session has staged', () => {
  it('is there for it alone', () => {
    const { staging, caller, put } = aStaging();
    const { id } = put();
    expect(staging.get('upload', caller, id).content()).toEqual(new Uint8Array(4).fill(7));
    expect(() => staging.get('upload', aCaller(), id)).toThrow(gone);
    expect(() => staging.get('upload', { ...caller, session: createSessionHolder() }, id)).toThrow(gone);
  });

  it('is under its own kind alone', () => {
    const { staging, caller, put } = aStaging();
    const { id } = put();
    expect(() => staging.get('import', caller, id)).toThrow(expect.objectContaining({ code: 'StagedNotFound', data: { what: 'import' } }));
  });

  it('is zeroed as soon as the session ends', () => {
    const { staging, caller, put } = aStaging();
    const { id, content } = put();
    caller.session.current = undefined;
    expect(isZero(content)).toBe(true);
    expect(() => staging.get('upload', caller, id)).toThrow(gone);
  });

  it('is zeroed when somebody else signs in on the connection', () => {
    const { caller, put } = aStaging();
    const { content } = put();
    caller.session.current = { id: randomUUID(), principalId: randomUUID(), startedOn: 0, credential: 1 };
    expect(isZero(content)).toBe(true);
  });

  it('is zeroed ten minutes after it was used last', () => {
    const { clock, staging, caller, put } = aStaging();
    const { id, content } = put();
    clock.pass(9 * minute);
    staging.get('upload', caller, id);
    clock.pass(9 * minute);
    expect(isZero(content)).toBe(false);
    clock.pass(1 * minute);
    expect(isZero(content)).toBe(true);
    expect(() => staging.get('upload', caller, id)).toThrow(gone);
  });

  it('is zeroed when the house closes, and nothing is staged any more', () => {
    const { staging, put } = aStaging();
    const { content } = put();
    staging.close();
    expect(isZero(content)).toBe(true);
    expect(() => put()).toThrow(expect.objectContaining({ code: 'InstanceSealed' }));
  });

  it('that is dropped is zeroed, and dropping it again says nothing; what is another’s stays', () => {
    const { staging, caller, put } = aStaging();
    const { id, content } = put();
    expect(() => staging.drop('upload', aCaller(), id)).toThrow(gone);
    expect(isZero(content)).toBe(false);
    staging.drop('upload', caller, id);
    staging.drop('upload', caller, id);
    expect(isZero(content)).toBe(true);
    expect(() => staging.get('upload', caller, id)).toThrow(gone);
  });

  it('that is taken is whole, stays so, and can’t be taken again', () => {
    const { clock, staging, caller, put } = aStaging();
    const { id } = put();
    const content = staging.take('upload', caller, id).content();
    caller.session.current = undefined;
    clock.pass(20 * minute);
    expect(isZero(content)).toBe(false);
    expect(() => staging.take('upload', caller, id)).toThrow(gone);
  });
});

describe('the engine’s room for staged things', () => {
  it('has an end in number; what does not fit is zeroed, and the wait is told', () => {
    const { clock, staging, caller, put } = aStaging();
    put();
    clock.pass(minute);
    for (let count = 1; count < 64; count += 1) staging.put('upload', aCaller(), createUpload(4));
    const upload = createUpload(4);
    upload.add(new Uint8Array(4).fill(7));
    const content = upload.content();
    const full: unknown = expect.objectContaining({ code: 'Throttled', data: { retryOn: clock.now() + 9 * minute } });
    expect(() => staging.put('upload', caller, upload)).toThrow(full);
    expect(isZero(content)).toBe(true);
    clock.pass(9 * minute);
    put();
  });

  it('is not one session’s alone', () => {
    const { staging, put } = aStaging();
    for (let count = 0; count < 16; count += 1) put();
    expect(() => put()).toThrow(expect.objectContaining({ code: 'Throttled' }));
    staging.put('upload', aCaller(), createUpload(4));
  });

  it('has an end in bytes', () => {
    const { staging, caller, put } = aStaging();
    const large = { sizeBytes: 500 * 1024 * 1024, add: () => undefined, content: () => new Uint8Array(), close: () => undefined };
    const id = staging.put('upload', caller, large);
    expect(() => put(13 * 1024 * 1024)).toThrow(expect.objectContaining({ code: 'Throttled' }));
    staging.take('upload', caller, id);
    put(13 * 1024 * 1024);
  });
});
