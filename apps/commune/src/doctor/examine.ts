/** All examinations, in the order a person would ask: the machine, the folder, the store, the network. */
import { bytesWords } from '../cli/bytes.ts'
import { type Hand, daemonOf, peered } from '../cli/hand.ts'
import { cliMessage } from '../words/index.ts'
import { examineClock, examineFolder, examineNode, examineRoom } from './disk.ts'
import { advice, fine, type Finding, wrong } from './finding.ts'
import { examineNetwork } from './network.ts'
import { examineStore } from './store.ts'

export const examine = async (hand: Hand): Promise<Finding[]> => {
  const folder = examineFolder(hand.folder)
  const here = [examineNode(), ...folder, ...examineRoom(hand.folder), examineClock(hand)]
  const reached = await daemonOf(hand)
  const daemon = reached && peered(hand, reached)
  const usable = folder.every((finding) => finding.said.key !== 'doctor.no-folder')
  const store = daemon ? await storeOfDaemon(daemon) : usable ? await examineStore(hand) : []
  return [...here, ...store, ...(await examineNetwork(hand, daemon))]
}

async function storeOfDaemon({ ask }: ReturnType<typeof peered>): Promise<Finding[]> {
  const [status, self] = await Promise.all([ask('status', {}), ask('self', {})])
  return [
    fine(cliMessage('doctor.store-busy', { size: bytesWords(status.storeBytes) })),
    ...status.problems.map(wrong),
    self.backedUp ? fine(cliMessage('doctor.backup')) : advice(cliMessage('status.no-backup'))
  ]
}
