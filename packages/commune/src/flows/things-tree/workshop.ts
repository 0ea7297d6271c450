/** Things of a workshop, a house and its cleaning. As in `kitchen.ts`. */
export const workshop = `
hammer | hammer | Hammer | martillo | marteau | martello
mallet | mallet | Holzhammer, Gummihammer | mazo | maillet | mazzuolo
screwdriver | screwdriver | Schraubendreher, Schraubenzieher | destornillador | tournevis | cacciavite
screw | screw | Schraube | tornillo | vis | vite
wood screw < screw | wood screw | Holzschraube | tornillo para madera, tirafondo | vis à bois | vite per legno
nail | nail | Nagel | clavo | clou | chiodo
bolt | bolt | Bolzen, Gewindeschraube | perno | boulon | bullone
hex nut | hex nut, threaded nut | Schraubenmutter, Mutter | tuerca | écrou | dado
washer | washer | Unterlegscheibe, Beilagscheibe | arandela | rondelle | rondella
wall plug | wall plug, anchor plug | Dübel | taco | cheville | tassello
hook | hook | Haken | gancho, garfio | crochet | gancio
hinge | hinge | Scharnier | bisagra | charnière | cerniera
saw | saw | Säge | sierra, serrucho | scie | sega
drill | drill, power drill | Bohrmaschine | taladro | perceuse | trapano
cordless drill < drill | cordless drill, cordless screwdriver | Akkuschrauber, Akkubohrer | taladro inalámbrico, atornillador | perceuse sans fil, visseuse | avvitatore
drill bit | drill bit | Bohrer | broca | mèche, foret | punta da trapano
pliers | pliers, pair of pliers | Zange | alicates, tenazas | pince | pinza
wrench | spanner, wrench | Schraubenschlüssel | llave inglesa, llave de tuercas | clé plate, clé à molette | chiave inglese
allen key | Allen key, hex key | Inbusschlüssel, Innensechskantschlüssel | llave Allen | clé Allen | chiave a brugola
chisel | chisel | Meißel, Stechbeitel | cincel, formón | ciseau à bois, burin | scalpello
plane | hand plane, wood plane | Hobel | cepillo de carpintero | rabot | pialla
file | file, metal file | Feile | lima de metal | lime à métaux | lima da ferro
sandpaper | sandpaper, abrasive paper | Schleifpapier, Sandpapier, Schmirgelpapier | papel de lija, lija | papier de verre, papier abrasif | carta vetrata
sander | sander | Schleifmaschine | lijadora | ponceuse | levigatrice
clamp | clamp | Zwinge, Schraubzwinge | sargento, abrazadera | serre-joint | morsetto
vice | vice, vise | Schraubstock | tornillo de banco | étau | morsa
workbench | workbench | Werkbank | banco de trabajo | établi | banco da lavoro
ladder | ladder | Leiter | escalera de mano, escalera | échelle | scala a pioli, scala
stepladder < ladder | stepladder | Trittleiter, Stehleiter | escalera de tijera | escabeau | scaletta
spirit level | spirit level | Wasserwaage | nivel de burbuja | niveau à bulle | livella
tape measure | tape measure, measuring tape | Maßband, Bandmaß | cinta métrica | mètre ruban | metro a nastro
folding rule | folding rule | Zollstock, Meterstab, Gliedermaßstab | metro plegable | mètre pliant | metro pieghevole
glue | glue | Kleber, Leim, Klebstoff | pegamento, cola | colle | colla
wood glue < glue | wood glue | Holzleim | cola de carpintero, cola para madera | colle à bois | colla da legno
adhesive tape | adhesive tape, sticky tape | Klebeband | cinta adhesiva | ruban adhésif | nastro adesivo
duct tape < adhesive tape | duct tape | Gewebeband, Panzertape | cinta americana | ruban toilé | nastro telato
rope | rope | Seil, Tau | cuerda, soga | corde | corda
string | string, twine | Schnur, Bindfaden | cordel, cordón | ficelle | spago
wire | wire | Draht | alambre | fil de fer | filo di ferro
chain | chain | Kette | cadena | chaîne | catena
wood | wood, timber, lumber | Holz | madera | bois | legno, legname
board | board, plank | Brett | tabla, tablón | planche | asse, tavola di legno
plywood | plywood | Sperrholz | contrachapado | contreplaqué | compensato
beam | beam | Balken | viga | poutre | trave
metal | metal | Metall | metal | métal | metallo
steel | steel | Stahl | acero | acier | acciaio
aluminium | aluminium, aluminum | Aluminium | aluminio | aluminium | alluminio
copper | copper | Kupfer | cobre | cuivre | rame
brick | brick | Ziegel, Ziegelstein, Backstein | ladrillo | brique | mattone
cement | cement | Zement | cemento | ciment | cemento
concrete | concrete | Beton | hormigón, concreto | béton | calcestruzzo
plaster | plaster, gypsum | Gips | yeso | plâtre | gesso
tile | tile | Fliese, Kachel | azulejo, baldosa | carreau, carrelage | piastrella
paint | paint | Farbe, Wandfarbe | pintura | peinture | vernice, pittura
varnish | varnish | Lack | barniz | vernis | vernice trasparente
brush | paintbrush, paint brush | Pinsel | brocha, pincel | pinceau | pennello
pipe | pipe | Rohr | tubo, tubería, caño | tuyau, tube | tubo
hose | hose, garden hose | Schlauch, Gartenschlauch | manguera | tuyau d'arrosage | tubo da giardino
cable | cable | Kabel | cable | câble | cavo
extension cord | extension cord, extension lead | Verlängerungskabel | alargador, alargadera | rallonge | prolunga
light bulb | light bulb, bulb | Glühbirne, Glühlampe, Leuchtmittel | bombilla | ampoule | lampadina
battery | battery | Batterie | pila, batería | pile, batterie | pila, batteria
soldering iron | soldering iron | Lötkolben | soldador | fer à souder | saldatore
solder | solder | Lötzinn, Lot | estaño para soldar | étain à souder | stagno per saldature
bicycle | bicycle, bike | Fahrrad, Velo, Rad | bicicleta, bici | vélo, bicyclette | bicicletta, bici
tyre | tyre, tire | Reifen, Mantel | neumático, llanta | pneu | pneumatico, copertone
inner tube | inner tube | Fahrradschlauch | cámara de aire | chambre à air | camera d'aria
pump | pump, bicycle pump | Luftpumpe, Fahrradpumpe | bomba de aire, inflador | pompe à vélo | pompa per bici
cargo bike < bicycle | cargo bike | Lastenrad | bicicleta de carga | vélo cargo | bici da carico
trailer | trailer | Anhänger | remolque | remorque | rimorchio
wheelbarrow | wheelbarrow | Schubkarre | carretilla | brouette | carriola
spade | spade | Spaten | laya, pala de jardín | bêche | vanga
shovel | shovel | Schaufel | pala | pelle | pala
rake | rake | Rechen, Harke | rastrillo | râteau | rastrello
hoe | hoe | Hacke | azada | houe, binette | zappa
garden fork | garden fork, digging fork | Grabegabel | horca, bieldo | fourche-bêche | forca da giardino
watering can | watering can | Gießkanne | regadera | arrosoir | annaffiatoio
secateurs | secateurs, pruning shears | Gartenschere, Rosenschere | tijeras de podar | sécateur | cesoie
lawnmower | lawnmower, lawn mower | Rasenmäher | cortacésped | tondeuse à gazon | tosaerba
scythe | scythe | Sense | guadaña | faux | falce
axe | axe, ax | Axt, Beil | hacha | hache | ascia
flowerpot | flowerpot, plant pot | Blumentopf | maceta, tiesto | pot de fleurs | vaso da fiori
bucket | bucket, pail | Eimer, Kübel | cubo, balde | seau | secchio
sack | sack | Sack | saco | sac | sacco
bag | bag | Tüte, Beutel, Tasche | bolsa | sachet, sac | borsa, sacchetto
box | box, crate | Kiste, Karton, Schachtel | caja | boîte, caisse, carton | scatola, cassa
jar | jar, glass jar, preserving jar | Einmachglas, Schraubglas, Marmeladenglas | tarro, frasco | bocal | vasetto, barattolo
bottle | bottle | Flasche | botella | bouteille | bottiglia
lid | lid | Deckel | tapa, tapadera | couvercle | coperchio
barrel | barrel | Fass | barril, tonel | tonneau, fût | botte di legno, barile
basket | basket | Korb | cesta, canasta | panier | cesto, cestino
soap | soap | Seife | jabón | savon | sapone
liquid soap < soap | liquid soap, hand soap | Flüssigseife, Handseife | jabón líquido | savon liquide | sapone liquido
washing-up liquid | washing-up liquid, dish soap, dishwashing liquid | Spülmittel, Geschirrspülmittel | lavavajillas, detergente para platos | liquide vaisselle | detersivo per piatti
laundry detergent | laundry detergent, washing powder, detergent | Waschmittel, Waschpulver | detergente, detergente para ropa | lessive | detersivo per bucato, detersivo
fabric softener | fabric softener | Weichspüler | suavizante | adoucissant | ammorbidente
bleach | bleach | Bleiche, Bleichmittel | lejía, lavandina | eau de Javel | candeggina
citric acid | citric acid | Zitronensäure | ácido cítrico | acide citrique | acido citrico
washing soda | washing soda, soda crystals | Waschsoda, Soda | sosa para lavar, carbonato de sodio | cristaux de soude | soda da bucato
all-purpose cleaner | all-purpose cleaner, cleaner | Allzweckreiniger, Reiniger, Putzmittel | limpiador multiusos, limpiador | nettoyant multi-usages, nettoyant | detergente multiuso
glass cleaner | glass cleaner, window cleaner | Glasreiniger, Fensterreiniger | limpiacristales | nettoyant vitres | detergente per vetri
toilet cleaner | toilet cleaner | WC-Reiniger, Toilettenreiniger | limpiador de inodoro | nettoyant WC | detergente per WC
sponge | sponge | Schwamm | esponja | éponge | spugna
cloth | cleaning cloth, cloth, rag | Lappen, Putztuch, Putzlappen | trapo, bayeta, paño | chiffon, torchon | straccio, panno
broom | broom | Besen | escoba | balai | scopa
mop | mop | Wischmopp, Mopp | fregona, trapeador | serpillière, balai à franges | mocio
dustpan | dustpan | Kehrschaufel, Kehrblech | recogedor | pelle à poussière | paletta
vacuum cleaner | vacuum cleaner, hoover | Staubsauger | aspiradora | aspirateur | aspirapolvere
bin bag | bin bag, garbage bag, trash bag | Müllbeutel, Müllsack, Müllbeutel | bolsa de basura | sac poubelle | sacco della spazzatura
toilet paper | toilet paper, loo roll | Toilettenpapier, Klopapier | papel higiénico | papier toilette | carta igienica
kitchen roll | kitchen roll, paper towel | Küchenrolle, Küchenpapier | papel de cocina | essuie-tout, papier absorbant | carta da cucina
towel | towel | Handtuch | toalla | serviette de toilette | asciugamano
baking paper | baking paper, parchment paper | Backpapier | papel de horno, papel para hornear | papier cuisson, papier sulfurisé | carta da forno
aluminium foil | aluminium foil, aluminum foil, tin foil | Alufolie, Aluminiumfolie | papel de aluminio | papier aluminium | carta stagnola, foglio di alluminio
cling film | cling film, plastic wrap | Frischhaltefolie, Klarsichtfolie | film transparente, papel film | film alimentaire | pellicola trasparente
shampoo | shampoo | Shampoo, Haarwaschmittel | champú | shampoing, shampooing | shampoo
toothpaste | toothpaste | Zahnpasta, Zahncreme | pasta de dientes, dentífrico | dentifrice | dentifricio
toothbrush | toothbrush | Zahnbürste | cepillo de dientes | brosse à dents | spazzolino
nappy | nappy, diaper | Windel | pañal | couche | pannolino
candle | candle | Kerze | vela | bougie | candela
matches | matches, match | Streichholz, Streichhölzer, Zündholz | cerilla, fósforo | allumette | fiammifero
knife | knife | Messer | cuchillo | couteau | coltello
fork | fork | Gabel | tenedor | fourchette | forchetta
spoon | spoon | Löffel | cuchara | cuillère | cucchiaio
plate | plate | Teller | plato | assiette | piatto
bowl | bowl | Schüssel, Schale | cuenco, bol, tazón | bol, saladier | ciotola
mug | mug, cup | Tasse, Becher | taza | tasse | tazza
drinking glass | drinking glass, glass | Trinkglas, Glas | vaso | verre | bicchiere
pot | pot, saucepan, cooking pot | Topf, Kochtopf | olla, cazuela, cacerola | casserole, marmite | pentola
pan | pan, frying pan | Pfanne, Bratpfanne | sartén | poêle | padella
baking tray | baking tray, baking sheet | Backblech | bandeja de horno | plaque de cuisson | teglia
cutting board | cutting board, chopping board | Schneidebrett | tabla de cortar | planche à découper | tagliere
whisk | whisk | Schneebesen | batidor de varillas, varilla | fouet | frusta
sieve | sieve, strainer | Sieb | colador, tamiz | passoire, tamis | setaccio, colino
grater | grater | Reibe | rallador | râpe | grattugia
mixer | mixer, hand mixer | Mixer, Handmixer, Rührgerät | batidora | batteur, mixeur | frullatore
scale | kitchen scale, scale | Küchenwaage, Waage | báscula, balanza | balance de cuisine, balance | bilancia
oven | oven | Ofen, Backofen | horno | four | forno
cooker | cooker, stove, hob | Herd, Kochplatte | cocina de gas, estufa, placa | cuisinière | fornello
refrigerator | refrigerator, fridge | Kühlschrank | frigorífico, nevera, refrigerador | réfrigérateur, frigo | frigorifero
freezer | freezer | Gefrierschrank, Gefriertruhe, Tiefkühltruhe | congelador | congélateur | congelatore
dishwasher | dishwasher | Geschirrspüler, Spülmaschine | lavavajillas automático, lavaplatos | lave-vaisselle | lavastoviglie
washing machine | washing machine | Waschmaschine | lavadora | machine à laver, lave-linge | lavatrice
kettle | kettle | Wasserkocher | hervidor | bouilloire | bollitore
chair | chair | Stuhl | silla | chaise | sedia
table | table | Tisch | mesa | table | tavolo
bench | bench | Bank, Sitzbank | banco | banc | panca
shelf | shelf | Regal, Regalbrett | estante, estantería | étagère | scaffale, mensola
cupboard | cupboard, cabinet, wardrobe | Schrank | armario | placard, armoire | armadio
bed | bed | Bett | cama | lit | letto
mattress | mattress | Matratze | colchón | matelas | materasso
blanket | blanket | Decke, Wolldecke | manta | couverture | coperta
pillow | pillow, cushion | Kissen, Kopfkissen | almohada, cojín | oreiller, coussin | cuscino
bed sheet | bed sheet, sheet | Bettlaken, Laken | sábana | drap | lenzuolo
lamp | lamp | Lampe, Leuchte | lámpara | lampe | lampada
torch | torch, flashlight | Taschenlampe | linterna | lampe de poche | torcia elettrica
tent | tent | Zelt | tienda de campaña, carpa | tente | tenda
tarpaulin | tarpaulin, tarp | Plane, Abdeckplane | lona | bâche | telone
fabric | fabric | Stoff | tela, tejido | tissu | stoffa, tessuto
thread | thread, yarn | Faden, Garn | hilo | fil | filo da cucito
wool | wool | Wolle | lana | laine | lana
needle | needle | Nadel | aguja | aiguille | ago
sewing machine | sewing machine | Nähmaschine | máquina de coser | machine à coudre | macchina da cucire
scissors | scissors, pair of scissors | Schere | tijeras | ciseaux | forbici
paper | paper | Papier | papel | papier | carta
pen | pen, ballpoint pen | Kugelschreiber, Stift | bolígrafo | stylo | penna
pencil | pencil | Bleistift | lápiz | crayon | matita
book | book | Buch | libro | livre | libro
printer | printer | Drucker | impresora | imprimante | stampante
filament | filament, printing filament, PLA | Filament, Druckfilament | filamento | filament | filamento
`
