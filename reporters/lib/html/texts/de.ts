import en, { type Texts } from './en.ts';

const de: Texts = en;
export default de;
