import type { Language } from '../endpoint/language.ts';
import { curlSample } from './curl-sample.ts';
import { dotNetSample } from './dot-net-sample.ts';
import { goSample } from './go-sample.ts';
import { javaSample } from './java-sample.ts';
import { javaScriptSample } from './javascript-sample.ts';
import { pythonSample } from './python-sample.ts';
import type { SamplePlan } from './sample-plan.ts';

const samples: Readonly<Record<Language, (plan: SamplePlan) => string>> = {
  JavaScript: javaScriptSample,
  Python: pythonSample,
  Go: goSample,
  '.NET': dotNetSample,
  Java: javaSample,
  curl: curlSample,
};

/** A whole program that does once what is chosen, with what its environment says. Nothing that was typed is in it. */
export const keySample = (plan: SamplePlan, language: Language): string => samples[language](plan);
