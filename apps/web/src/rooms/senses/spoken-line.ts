/** What a typed line tells of things by hand; loaded when somebody says something where there are any. */
export { readSpoken } from '@commune/commune'
