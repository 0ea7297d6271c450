/** What the peer itself says, in English. */
export const peerFirstEnglish = {
  'peer.world-unknown': 'This device takes no part in that world. Look at the list of worlds, or join by an invitation.',
  'peer.world-left': 'You have left this world. It can be read here, but nothing more can be said in it until you come back to it.',
  'peer.nothing-found': 'There is nothing by that name here.',
  'peer.too-long': 'That is too long to be said at once. Say it in smaller parts.',
  'peer.copied':
    'Another copy of this device speaks too, perhaps a restored folder. To keep both from contradicting each other, this one becomes a new device of yours. Try again in a moment.',
  'peer.copy-spoke':
    'Two copies of one of your devices have spoken: perhaps a folder was copied. Each goes on as a device of its own. You may let the old one go; what one of the two said in its name since they parted then counts no more.',
  'peer.ended': 'Another of your devices let this one go. It can read what it has, and says nothing more. To take part with it again, start it with an empty data folder.',
  'peer.one-by-one': 'Two of these take from the same stock. Say one after the other.',
  'peer.live-closed': 'This page is not open any more. Open it again to write on.',
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
  'peer.already-you': 'This device belongs to the one in the backup already, and has all that the backup would bring. Nothing was changed.',
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
