/** Pictures: what they carry beside what one sees is taken out before they are shared. */
export { cleanPicture, type CleanedPicture, type PictureFault } from './clean.ts'
