/** The door of the store in memory, for tests and the simulator. */
export { memoryDisk } from './disk.ts'
export type { DiskFaults, MemoryDisk } from './disk.ts'
