/** Judges what people upload: is it a whole file of its kind, and harmless? */
export { createFileChecker, type FileChecker } from './check';
export { suitsContent, wrongName } from './names';
export { createScanner, type Scanner } from './scan';
