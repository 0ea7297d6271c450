/** Search over everything that is said. */
export { Search } from './search.ts'
export type { SearchHit, SearchKind, SearchQuery, SearchSources } from './search.ts'
