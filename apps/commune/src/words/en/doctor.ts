/** English: what `commune doctor` looks at, and what to do. */
export const doctorWords = {
  'doctor.about': 'look at the data folder, the disk, the clock, the ports and the network, and say what to do',
  'doctor.sound': 'Everything looked at is as it should be.',
  'doctor.found': { one: 'One thing needs somebody.', other: '{n} things need somebody.' },
  'doctor.fine': 'fine',
  'doctor.advice': 'advice',
  'doctor.wrong': 'wrong',
  'doctor.node': 'Node {version}',
  'doctor.node-old': 'Node {version} is too old. Start with `npm start`, which brings its own.',
  'doctor.no-folder': 'There is no data folder at {folder} yet. Make one with `commune up` or `commune init`.',
  'doctor.folder': 'The data folder {folder} is for you alone.',
  'doctor.folder-mode': 'Others on this machine can look into {folder}. Close it with `chmod 700 {folder}`.',
  'doctor.folder-owner': '{folder} belongs to another user. Start the daemon as that user, or change the owner.',
  'doctor.folder-write': '{folder} cannot be written. Nothing can be kept until it can.',
  'doctor.file-mode': '{file} can be read by others on this machine. Close it with `chmod 600 {file}`.',
  'doctor.disk': '{free} free on the disk.',
  'doctor.disk-low': 'Only {free} free on the disk that holds {folder}. Make some room.',
  'doctor.daemon': 'A daemon runs: {address}',
  'doctor.no-daemon': 'No daemon runs on this folder.',
  'doctor.store': { one: 'The store is sound: one piece, {size}.', other: 'The store is sound: {n} pieces, {size}.' },
  'doctor.store-busy': 'The daemon has the store open: {size}.',
  'doctor.store-damaged': {
    one: 'One piece of the store is damaged. Start the daemon and connect with others: they bring back what they hold.',
    other: '{n} pieces of the store are damaged. Start the daemon and connect with others: they bring back what they hold.'
  },
  'doctor.store-original': 'An earlier, damaged store lies in {file}. Delete it when nothing is missing.',
  'doctor.clock': 'The clock says {time}.',
  'doctor.clock-early': 'The clock says {time}, which cannot be. Set it right, or invitations and times will be wrong.',
  'doctor.clock-back': 'The clock says {time}, but the data folder was written after that. Set it right.',
  'doctor.web': 'The web app answers at {address}',
  'doctor.web-silent':
    'The web app does not answer at {address}: {why}. A firewall may be in between; let TCP port {port} through.',
  'doctor.web-missing': 'The web app is not built. Start with `npm start`, which builds it.',
  'doctor.port-free': 'Port {port} is free.',
  'doctor.port-taken': 'Port {port} is taken by another program; the daemon would take the next one.',
  'doctor.no-house': 'There is no network here, so nobody else can be reached. Everything said is kept until there is one.',
  'doctor.multicast': 'Other boxes in the house can be found (mDNS).',
  'doctor.multicast-off':
    'Other boxes in the house cannot be found by themselves: {why}. Use the link of an invitation, or `commune connect ADDRESS`.',
  'doctor.lonely': 'Nobody is connected. Look whether another device is on and in the same network.',
  'doctor.connected': { one: 'One connection.', other: '{n} connections.' },
  'doctor.backup': 'There is a backup of this ware.',
  'doctor.passphrase':
    'The keys are locked by a passphrase: start the daemon, or set COMMUNE_PASSPHRASE, to have the store looked at.'
} as const
