import * as z from 'zod';

// The page's policy forbids making functions from text, and reports who tries: zod would, once, when the first schema is made.
z.config({ jitless: true });
