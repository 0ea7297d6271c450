/** What the system says of a process: memory it holds, processor time it has taken. Linux only, where the bench runs. */
import { readFileSync } from 'node:fs'

/** What `/proc` counts in, a hundredth of a second on every Linux there is. */
const tickMs = 10

export const rssMbOf = (pid: number): number => {
  const kb = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kb) / 1_024
}

/** Processor time of all threads since the process began, milliseconds. */
export const cpuMsOf = (pid: number): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) * tickMs
}

/** Share of one core that a process takes over so long, in percent. */
export const cpuPercentOver = async (pid: number, ms: number): Promise<number> => {
  const [cpuMs, begunMs] = [cpuMsOf(pid), performance.now()]
  await new Promise((resolve) => setTimeout(resolve, ms))
  return ((cpuMsOf(pid) - cpuMs) / (performance.now() - begunMs)) * 100
}
