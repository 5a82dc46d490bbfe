import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import type { CopyPlace } from './copy-place.ts';

/** The way to where keys are made anew. */
export function useCopyWay() {
  const navigate = useNavigate();
  return useCallback((search: CopyPlace) => void navigate({ to: '/key-copy', search }), [navigate]);
}
