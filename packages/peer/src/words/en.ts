/** What the peer itself says, in English. */
export const peerEnglish = {
  'peer.world-unknown': 'This device takes no part in that world. Look at the list of worlds, or join by an invitation.',
  'peer.world-left': 'You have left this world. It can be read here, but nothing more can be said in it until you come back to it.',
  'peer.file-large': 'This file is larger than 100 MB. Make it smaller, or part it.',
  'peer.file-no-room': 'There is no room left for files of this world on this device. Make room, or raise the budget.',
  'peer.file-away': 'None of those connected now has all of this file. It can be fetched when somebody who keeps it is here.',
  'peer.nothing-found': 'There is nothing by that name here.',
  'peer.too-long': 'That is too long to be said at once. Say it in smaller parts.',
  'peer.copied':
    'Another copy of this device speaks too, perhaps a restored folder. To keep both from contradicting each other, this one becomes a new device of yours. Try again in a moment.',
  'peer.copy-spoke':
    'Two copies of one of your devices have spoken: perhaps a folder was copied. Each goes on as a device of its own. You may let the old one go; what one of the two said in its name since they parted then counts no more.',
  'peer.ended': 'Another of your devices let this one go. It can read what it has, and says nothing more. To take part with it again, start it with an empty data folder.',
  'peer.one-by-one': 'Two of these take from the same stock. Say one after the other.',
  'peer.device-not-fresh':
    'This link makes one more device of somebody, and something has been said here already under another name. Open it with an empty data folder, or in a browser that has not been here.',
  'peer.not-fresh': 'A backup can only be restored where nothing has been said yet. Start with an empty data folder, or in a browser that has not been here.',
  'peer.backup-damaged': 'This backup cannot be read: {why}',
  'peer.backup-weak': 'A passphrase for a backup needs at least 8 characters. A few words in a row do well.',
  'peer.backup-passphrase':
    'The key that a backup needs is locked with the passphrase of your last backup. Say that one. If it is forgotten, make a further device yours: it goes on as you when this one is lost.',
  'peer.no-backup-made': 'No backup waits to be kept. Make one first.',
  'peer.no-recovery': 'This device does not hold the key that a backup needs. Make the backup on the device that this one was added from.',
  'peer.device-unknown': 'That is not one of your devices.',
  'peer.device-alone': 'This is your only device here. Add another one first, or restore from a backup elsewhere.',
  'peer.keeper-away': 'That device is not connected, or keeps nothing for others: a way back can be left with a box that is here.',
  'peer.way-not-kept': 'It has not said that it keeps the way back. Nothing was left there; try again when it is here.',
  'peer.way-unknown': 'No such way back was left, or it was taken back since.',
  'peer.ways-many': 'A way back is left with {most} others already. Take one of them back first.',
  'peer.live-closed': 'This page is not open any more. Open it again to write on.',
  'peer.ware-unknown': 'Nobody by that name takes part in this world.',
  'peer.not-yourself': 'You cannot stop sharing with yourself. To go, leave the world.',
  'peer.no-network': 'This device has no way to reach others at the moment. Everything you say is kept here until it has.',
  'peer.unreachable': 'Nobody answers at {address}. Check that the other device is on and in the same network, then try again.',
  'peer.address-wrong': '“{address}” is no address that can be reached from here. Write it as in /ip4/192.168.1.20/tcp/4811.',
  'peer.address-self': 'That is the address of this device itself. Name the one of another device.',
  'peer.other-program': 'At {address} another program answers. Look whether address and port are those of the other device.',
  'peer.other-older': 'At {address} an older version of this program runs. Update it there, then the two can talk.',
  'peer.other-newer': 'At {address} a newer version of this program runs. Update this one, then the two can talk.',
  'peer.link-wrong': 'This link is no invitation, or a part of it is missing. Copy all of it again, from its beginning to its end.',
  'peer.link-newer': 'A newer version of this program made this invitation. Update this one, then open the link again.',
  'peer.link-old': 'This invitation has lapsed. Ask for a new one.',
  'peer.link-used': 'This invitation was used before. Each one lets one in. Ask for a new one.',
  'peer.link-closed': 'This invitation was taken back. Ask for a new one.',
  'peer.link-unknown': 'They answered, but nobody there knows this invitation. Ask for a new one.',
  'peer.device-away':
    'Somebody answered, but the device that made this code is not there at the moment. Keep its page open and lit, then try again; or make a new code on it.',
  'peer.join-refused': 'They answered, but the answer cannot be read. Try again; if it stays so, ask for a new invitation.',
  'peer.join-not-now': 'They answered, but could not let this device in just now. Try again in a while.',
  'peer.join-silent': 'None of the addresses in the invitation answered in time. Check that their device is on and in the same network, then open the link again.',
  'peer.already-in': 'This device takes part in that world already.',
  'peer.carrier-unknown': 'No carrier by that name keeps this world.',
  'peer.carrier-browser': 'This link is for a box that carries a world for others. A browser may forget what it keeps: open the link on a box, with `commune join`.',
  'peer.carried-unknown': 'This device carries no world by that name.',
  'peer.carried-many': 'This device carries as many worlds as it can. Let one of them go first.',
  'peer.no-bundle': 'This is not a bundle. Choose the file that another device of this world wrote.',
  'peer.bundle-newer': 'This bundle was written by a newer version of the program. Update this one, then try again.',
  'peer.bundle-damaged': 'A part of this file is damaged. Everything else in it was taken in. Ask for another copy.',
  'peer.bundle-cut-off': 'The end of this file is missing. Everything before it was taken in. Ask for another copy.',
  'peer.bundle-foreign': 'This file belongs to a world that this device takes no part in. Join that world first.',
  'peer.store-full': 'The disk is full. Nothing was lost, but nothing more can be kept until there is room.',
  'peer.store-read-only': 'The data folder cannot be written to. Nothing was lost, but nothing more can be kept until it can be written again.',
  'peer.store-damaged': 'A part of what is kept here is damaged. The rest is safe, and others will bring back what they hold.',
  'peer.store-torn':
    'The database here is damaged. Stop this device and start it again: what can be read is saved then, and others bring back what they hold.',
  'peer.world-mended':
    'A part of {world} was damaged on this disk. The rest is safe, and what lacks comes back from others who hold it. Have the disk looked at.',
  'peer.world-mending':
    'A part of this world was damaged here and is coming back from others. Say it again in a minute; it goes on without them then.',
  'peer.world-locked': {
    one: 'The keys of a world are damaged, and it cannot be opened here. Come into it again by an invitation, or restore a backup in an empty data folder.',
    other:
      'The keys of {n} worlds are damaged, and these cannot be opened here. Come into them again by invitations, or restore a backup in an empty data folder.'
  },
  'peer.store-closed': 'This device is just closing. Start it again.',
  'peer.newer': 'Some of what others say is newer than this program. It is kept; a newer version will show it.',
  'peer.fault': 'Something went wrong inside the program: {fault}'
} as const
