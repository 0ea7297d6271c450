/**
 * Things of a kitchen, in our own words: what it is called in English, German, Spanish, French and Italian (the first name of each is
 * the usual one), what it is a kind of (`<`), and what is well known of its amounts: grams of a litre (`l`), of one (`#`), what
 * comes out of one (`>`). Rounded figures of everyday cooking; what wares say of a thing goes before them.
 */
export const kitchen = `
flour | flour | Mehl | harina | farine | farina | l 530
wheat flour < flour | wheat flour, plain flour, all-purpose flour, white flour | Weizenmehl, Weißmehl | harina de trigo, harina blanca | farine de blé | farina di grano, farina bianca | l 530
wholemeal flour < flour | wholemeal flour, whole wheat flour, wholegrain flour | Vollkornmehl | harina integral | farine complète | farina integrale | l 510
rye flour < flour | rye flour | Roggenmehl | harina de centeno | farine de seigle | farina di segale | l 430
spelt flour < flour | spelt flour | Dinkelmehl | harina de espelta | farine d'épeautre | farina di farro | l 500
buckwheat flour < flour | buckwheat flour | Buchweizenmehl | harina de trigo sarraceno, harina de alforfón | farine de sarrasin | farina di grano saraceno
almond flour < flour | almond flour, ground almonds, almond meal | Mandelmehl, gemahlene Mandeln | harina de almendra, almendra molida | poudre d'amandes | farina di mandorle | l 400
chickpea flour < flour | chickpea flour, gram flour, besan | Kichererbsenmehl | harina de garbanzo | farine de pois chiches | farina di ceci
rice flour < flour | rice flour | Reismehl | harina de arroz | farine de riz | farina di riso | l 660
starch | starch | Stärke, Speisestärke | almidón, fécula | fécule, amidon | amido | l 540
cornstarch < starch | cornstarch, cornflour, corn starch, maize starch | Maisstärke | maicena, almidón de maíz, fécula de maíz | fécule de maïs, maïzena | amido di mais, maizena | l 540
potato starch < starch | potato starch | Kartoffelstärke | fécula de patata, almidón de patata | fécule de pomme de terre | fecola di patate
breadcrumbs | breadcrumbs, bread crumbs | Semmelbrösel, Paniermehl | pan rallado | chapelure | pangrattato | l 450
semolina | semolina | Grieß, Hartweizengrieß | sémola | semoule | semola, semolino | l 700
polenta | polenta, cornmeal, corn meal | Polenta, Maisgrieß | polenta, harina de maíz | polenta | polenta, farina di mais | l 650
oats | oats, rolled oats, oat flakes, porridge oats | Haferflocken, Hafer | avena, copos de avena | flocons d'avoine, avoine | fiocchi d'avena, avena | l 380
rice | rice | Reis | arroz | riz | riso | l 850
brown rice < rice | brown rice, wholegrain rice | Naturreis, Vollkornreis, brauner Reis | arroz integral | riz complet | riso integrale
basmati rice < rice | basmati rice, basmati | Basmatireis, Basmati | arroz basmati | riz basmati | riso basmati
risotto rice < rice | risotto rice, arborio rice, arborio | Risottoreis | arroz para risotto, arroz arborio | riz à risotto | riso per risotto, riso arborio
barley | barley, pearl barley | Gerste, Graupen, Perlgraupen | cebada, cebada perlada | orge, orge perlé | orzo, orzo perlato
millet | millet | Hirse | mijo | millet | miglio
quinoa | quinoa | Quinoa | quinoa, quinua | quinoa | quinoa
bulgur | bulgur, bulgur wheat | Bulgur | bulgur, trigo bulgur | boulgour | bulgur
couscous | couscous | Couscous | cuscús | couscous | cuscus
wheat | wheat | Weizen | trigo | blé | grano, frumento
rye | rye | Roggen | centeno | seigle | segale
spelt | spelt | Dinkel | espelta | épeautre | farro
buckwheat | buckwheat | Buchweizen | trigo sarraceno, alforfón | sarrasin | grano saraceno
maize | corn, maize, sweetcorn, sweet corn | Mais, Zuckermais | maíz, maíz dulce | maïs | mais, granturco
pasta | pasta | Nudeln, Pasta, Teigwaren | pasta | pâtes | pasta
spaghetti < pasta | spaghetti | Spaghetti | espaguetis, espagueti | spaghetti | spaghetti
macaroni < pasta | macaroni | Makkaroni | macarrones | macaroni | maccheroni
penne < pasta | penne | Penne | penne, plumas | penne | penne
lasagne sheets < pasta | lasagne sheets, lasagna noodles, lasagna sheets | Lasagneplatten, Lasagneblätter | láminas de lasaña, placas de lasaña | feuilles de lasagnes | sfoglie per lasagne
noodles | noodles, egg noodles | Eiernudeln | fideos | nouilles | tagliolini
bread | bread | Brot | pan | pain | pane
white bread < bread | white bread | Weißbrot | pan blanco | pain blanc | pane bianco
wholemeal bread < bread | wholemeal bread, whole wheat bread | Vollkornbrot | pan integral | pain complet | pane integrale
rye bread < bread | rye bread | Roggenbrot | pan de centeno | pain de seigle | pane di segale
bread roll < bread | bread roll, roll, bun | Brötchen, Semmel | panecillo, bollo | petit pain | panino
toast < bread | toast, toast bread, sandwich bread | Toast, Toastbrot | pan de molde, tostada | pain de mie | pancarrè
tortilla | tortilla, wrap | Tortilla, Wrap, Weizentortilla | tortilla de trigo, tortilla de harina | tortilla | tortilla
cake | cake | Kuchen, Torte | pastel, tarta, torta, bizcocho | gâteau | torta
biscuit | biscuit, cookie | Keks, Plätzchen | galleta | biscuit, gâteau sec | biscotto
puff pastry | puff pastry | Blätterteig | hojaldre, masa de hojaldre | pâte feuilletée | pasta sfoglia
pastry dough | shortcrust pastry, pie crust | Mürbeteig | masa quebrada | pâte brisée | pasta frolla, pasta brisée
dough | dough | Teig | masa | pâte | impasto
sugar | sugar, white sugar, granulated sugar, caster sugar | Zucker, weißer Zucker | azúcar, azúcar blanco, azúcar blanca | sucre | zucchero | l 850
brown sugar < sugar | brown sugar | brauner Zucker, Rohrzucker | azúcar moreno, azúcar morena | sucre brun, cassonade | zucchero di canna | l 850
icing sugar < sugar | icing sugar, powdered sugar, confectioners sugar | Puderzucker, Staubzucker | azúcar glas, azúcar glass, azúcar en polvo | sucre glace | zucchero a velo | l 500
vanilla sugar < sugar | vanilla sugar | Vanillezucker | azúcar vainillado, azúcar de vainilla | sucre vanillé | zucchero vanigliato
honey | honey | Honig | miel | miel | miele | l 1420
maple syrup | maple syrup | Ahornsirup | jarabe de arce, sirope de arce | sirop d'érable | sciroppo d'acero | l 1330
agave syrup | agave syrup, agave nectar | Agavendicksaft, Agavensirup | sirope de agave | sirop d'agave | sciroppo d'agave
syrup | syrup | Sirup | jarabe, sirope, almíbar | sirop | sciroppo
molasses | molasses, treacle | Melasse | melaza | mélasse | melassa | l 1400
salt | salt, table salt | Salz, Speisesalz | sal | sel | sale | l 1200
sea salt < salt | sea salt | Meersalz | sal marina | sel de mer | sale marino
yeast | yeast, baker's yeast | Hefe, Backhefe | levadura, levadura de panadero | levure, levure de boulanger | lievito, lievito di birra
dry yeast < yeast | dry yeast, dried yeast, active dry yeast | Trockenhefe | levadura seca | levure sèche | lievito secco
fresh yeast < yeast | fresh yeast | Frischhefe, frische Hefe | levadura fresca | levure fraîche | lievito fresco
sourdough | sourdough, sourdough starter | Sauerteig | masa madre | levain | lievito madre, pasta madre
baking powder | baking powder | Backpulver | polvo de hornear, levadura química, levadura en polvo | levure chimique, poudre à lever | lievito per dolci, lievito in polvere | l 900
baking soda | baking soda, bicarbonate of soda, bicarbonate, sodium bicarbonate | Natron, Speisenatron, Haushaltsnatron | bicarbonato, bicarbonato de sodio | bicarbonate de soude | bicarbonato di sodio | l 1100
gelatine | gelatine, gelatin | Gelatine | gelatina | gélatine | gelatina
water | water | Wasser | agua | eau | acqua | l 1000
milk | milk, cow's milk, whole milk | Milch, Kuhmilch, Vollmilch | leche, leche entera | lait, lait entier | latte, latte intero | l 1030
oat milk | oat milk, oat drink | Hafermilch, Haferdrink | leche de avena, bebida de avena | lait d'avoine | latte d'avena | l 1030
soy milk | soy milk, soya milk | Sojamilch, Sojadrink | leche de soja, bebida de soja | lait de soja | latte di soia | l 1030
almond milk | almond milk | Mandelmilch, Mandeldrink | leche de almendras, bebida de almendras | lait d'amande | latte di mandorla
coconut milk | coconut milk | Kokosmilch, Kokosnussmilch | leche de coco | lait de coco | latte di cocco
buttermilk | buttermilk | Buttermilch | suero de leche, suero de mantequilla, leche agria | babeurre, lait ribot | latticello | l 1030
milk powder | milk powder, powdered milk, dry milk | Milchpulver, Trockenmilch | leche en polvo | lait en poudre | latte in polvere
condensed milk | condensed milk | Kondensmilch | leche condensada | lait concentré | latte condensato
cream | cream, heavy cream, whipping cream, double cream | Sahne, Schlagsahne, Rahm, Obers | nata, crema, nata para montar, crema de leche | crème, crème liquide | panna, panna da cucina | l 1000
sour cream | sour cream, soured cream | saure Sahne, Sauerrahm | crema agria, nata agria | crème aigre | panna acida
creme fraiche | crème fraîche | Crème fraîche | crème fraîche | crème fraîche | crème fraîche
butter | butter | Butter | mantequilla, manteca | beurre | burro | l 950
margarine | margarine | Margarine | margarina | margarine | margarina
ghee | ghee, clarified butter | Ghee, Butterschmalz | ghee, mantequilla clarificada | ghee, beurre clarifié | burro chiarificato
lard | lard | Schmalz, Schweineschmalz | manteca de cerdo | saindoux | strutto
yogurt | yogurt, yoghurt, natural yogurt, plain yogurt | Joghurt, Jogurt, Naturjoghurt | yogur, yogur natural | yaourt, yaourt nature | yogurt
greek yogurt < yogurt | Greek yogurt, Greek yoghurt | griechischer Joghurt | yogur griego | yaourt grec | yogurt greco
kefir | kefir | Kefir | kéfir | kéfir | kefir
quark | quark, curd cheese | Quark, Topfen | quark, requesón | fromage blanc | quark
cheese | cheese | Käse | queso | fromage | formaggio
cream cheese < cheese | cream cheese | Frischkäse | queso crema, queso para untar | fromage frais, fromage à tartiner | formaggio spalmabile
cottage cheese < cheese | cottage cheese | Hüttenkäse, körniger Frischkäse | queso cottage | cottage cheese | fiocchi di latte
goat cheese < cheese | goat cheese, goat's cheese | Ziegenkäse | queso de cabra | fromage de chèvre, chèvre | formaggio di capra
blue cheese < cheese | blue cheese | Blauschimmelkäse | queso azul | fromage bleu | formaggio erborinato
parmesan < cheese | parmesan, parmesan cheese | Parmesan | parmesano, queso parmesano | parmesan | parmigiano
mozzarella < cheese | mozzarella, mozzarella cheese | Mozzarella | mozzarella, queso mozzarella | mozzarella | mozzarella
feta < cheese | feta, feta cheese | Feta, Schafskäse | feta, queso feta | feta | feta
cheddar < cheese | cheddar, cheddar cheese | Cheddar | cheddar, queso cheddar | cheddar | cheddar
gouda < cheese | gouda | Gouda | gouda, queso gouda | gouda | gouda
ricotta < cheese | ricotta, ricotta cheese | Ricotta | ricotta | ricotta | ricotta
egg | egg, hen's egg | Ei, Hühnerei | huevo | œuf | uovo | # 55
egg white | egg white | Eiweiß, Eiklar | clara de huevo, clara | blanc d'œuf | albume | # 33
egg yolk | egg yolk, yolk | Eigelb, Eidotter, Dotter | yema de huevo, yema | jaune d'œuf | tuorlo | # 18
oil | oil, vegetable oil, cooking oil | Öl, Pflanzenöl, Speiseöl | aceite, aceite vegetal | huile, huile végétale | olio, olio vegetale | l 920
olive oil < oil | olive oil | Olivenöl | aceite de oliva | huile d'olive | olio d'oliva, olio di oliva | l 915
sunflower oil < oil | sunflower oil | Sonnenblumenöl | aceite de girasol | huile de tournesol | olio di girasole | l 920
rapeseed oil < oil | rapeseed oil, canola oil | Rapsöl | aceite de colza, aceite de canola | huile de colza | olio di colza | l 920
sesame oil < oil | sesame oil | Sesamöl | aceite de sésamo | huile de sésame | olio di sesamo | l 920
coconut oil < oil | coconut oil | Kokosöl, Kokosfett | aceite de coco | huile de coco | olio di cocco | l 920
peanut oil < oil | peanut oil, groundnut oil | Erdnussöl | aceite de cacahuete, aceite de maní | huile d'arachide | olio di arachidi | l 915
vinegar | vinegar | Essig | vinagre | vinaigre | aceto | l 1010
cider vinegar < vinegar | apple cider vinegar, cider vinegar, apple vinegar | Apfelessig | vinagre de manzana, vinagre de sidra | vinaigre de cidre | aceto di mele | l 1010
balsamic vinegar < vinegar | balsamic vinegar, balsamic | Balsamico, Balsamessig, Balsamico-Essig | vinagre balsámico | vinaigre balsamique | aceto balsamico
wine vinegar < vinegar | wine vinegar | Weinessig | vinagre de vino | vinaigre de vin | aceto di vino
soy sauce | soy sauce, soya sauce | Sojasauce, Sojasoße | salsa de soja, salsa de soya | sauce soja | salsa di soia | l 1150
tomato sauce | tomato sauce | Tomatensauce, Tomatensoße | salsa de tomate | sauce tomate | salsa di pomodoro
tomato paste | tomato paste, tomato puree, tomato purée | Tomatenmark | concentrado de tomate, pasta de tomate | concentré de tomate | concentrato di pomodoro | l 1100
passata | passata, sieved tomatoes | passierte Tomaten | tomate triturado, tomate tamizado | coulis de tomate | passata di pomodoro, passata
ketchup | ketchup, tomato ketchup | Ketchup, Tomatenketchup | kétchup, ketchup, catsup | ketchup | ketchup
mustard | mustard | Senf | mostaza | moutarde | senape
mayonnaise | mayonnaise, mayo | Mayonnaise, Majonäse | mayonesa | mayonnaise | maionese
fish sauce | fish sauce | Fischsauce | salsa de pescado | nuoc-mâm, sauce de poisson | salsa di pesce
hot sauce | hot sauce, chili sauce | scharfe Sauce, Chilisauce | salsa picante | sauce piquante | salsa piccante
broth | stock, broth | Brühe, Fond, Bouillon | caldo | bouillon, fond | brodo | l 1000
vegetable broth < broth | vegetable broth, vegetable stock | Gemüsebrühe | caldo de verduras, caldo vegetal | bouillon de légumes | brodo vegetale | l 1000
chicken broth < broth | chicken broth, chicken stock | Hühnerbrühe, Geflügelbrühe | caldo de pollo | bouillon de poulet | brodo di pollo | l 1000
beef broth < broth | beef broth, beef stock | Rinderbrühe, Fleischbrühe | caldo de carne, caldo de res | bouillon de bœuf | brodo di carne | l 1000
jam | jam, preserves | Marmelade, Konfitüre | mermelada, confitura | confiture | marmellata, confettura | l 1330
peanut butter | peanut butter | Erdnussbutter, Erdnussmus | mantequilla de maní, crema de cacahuete, mantequilla de cacahuete | beurre de cacahuète | burro di arachidi
tahini | tahini, sesame paste | Tahini, Tahin, Sesampaste | tahini, pasta de sésamo | tahini | tahina
chocolate | chocolate | Schokolade | chocolate | chocolat | cioccolato
dark chocolate < chocolate | dark chocolate, plain chocolate | Zartbitterschokolade, dunkle Schokolade | chocolate negro, chocolate amargo | chocolat noir | cioccolato fondente
milk chocolate < chocolate | milk chocolate | Vollmilchschokolade, Milchschokolade | chocolate con leche | chocolat au lait | cioccolato al latte
white chocolate < chocolate | white chocolate | weiße Schokolade | chocolate blanco | chocolat blanc | cioccolato bianco
cocoa | cocoa, cocoa powder | Kakao, Kakaopulver | cacao, cacao en polvo | cacao, cacao en poudre | cacao, cacao in polvere | l 450
coffee | coffee | Kaffee | café | café | caffè
tea | tea | Tee | té | thé | tè
black tea < tea | black tea | Schwarztee, schwarzer Tee | té negro | thé noir | tè nero
green tea < tea | green tea | Grüntee, grüner Tee | té verde | thé vert | tè verde
juice | juice | Saft | zumo, jugo | jus | succo | l 1040
apple juice < juice | apple juice | Apfelsaft | zumo de manzana, jugo de manzana | jus de pomme | succo di mela | l 1040
orange juice < juice | orange juice | Orangensaft | zumo de naranja, jugo de naranja | jus d'orange | succo d'arancia | l 1040
lemon juice < juice | lemon juice | Zitronensaft | zumo de limón, jugo de limón | jus de citron | succo di limone | l 1030
lime juice < juice | lime juice | Limettensaft | zumo de lima, jugo de lima | jus de citron vert | succo di lime
wine | wine | Wein | vino | vin | vino | l 990
red wine < wine | red wine | Rotwein | vino tinto | vin rouge | vino rosso | l 990
white wine < wine | white wine | Weißwein | vino blanco | vin blanc | vino bianco | l 990
beer | beer | Bier | cerveza | bière | birra | l 1010
cider | cider | Apfelwein, Cidre, Most | sidra | cidre | sidro
rum | rum | Rum | ron | rhum | rum
brandy | brandy | Weinbrand, Branntwein | brandy, coñac | eau-de-vie | acquavite
ice | ice, ice cubes | Eiswürfel | hielo, cubitos de hielo | glace, glaçons | ghiaccio
ice cream | ice cream | Speiseeis, Eiscreme, Eis | helado | crème glacée | gelato
vanilla | vanilla, vanilla pod, vanilla bean | Vanille, Vanilleschote | vainilla, vaina de vainilla | vanille, gousse de vanille | vaniglia, baccello di vaniglia
vanilla extract | vanilla extract, vanilla essence | Vanilleextrakt, Vanilleessenz | extracto de vainilla, esencia de vainilla | extrait de vanille | estratto di vaniglia
tofu | tofu, bean curd | Tofu | tofu | tofu | tofu
tempeh | tempeh | Tempeh | tempeh | tempeh | tempeh
seitan | seitan, wheat gluten | Seitan | seitán | seitan | seitan
meat | meat | Fleisch | carne | viande | carne
minced meat < meat | minced meat, ground meat, mince | Hackfleisch, Faschiertes, Gehacktes | carne picada, carne molida | viande hachée | carne macinata
beef < meat | beef | Rindfleisch, Rind | carne de vaca, ternera, carne de res, vacuno | bœuf, viande de bœuf | manzo, carne di manzo
minced beef < beef | minced beef, ground beef | Rinderhackfleisch, Rinderhack | carne picada de vacuno, carne molida de res | bœuf haché | manzo macinato
pork < meat | pork | Schweinefleisch, Schwein | cerdo, carne de cerdo | porc, viande de porc | maiale, carne di maiale
veal < meat | veal | Kalbfleisch | ternera lechal | veau | vitello
lamb < meat | lamb | Lammfleisch, Lamm | cordero, carne de cordero | agneau | agnello
chicken < meat | chicken | Huhn, Hähnchen, Hühnerfleisch | pollo | poulet | pollo
chicken breast < chicken | chicken breast | Hähnchenbrust, Hühnerbrust | pechuga de pollo | blanc de poulet | petto di pollo
chicken thigh < chicken | chicken thigh | Hähnchenschenkel, Hähnchenkeule | muslo de pollo | cuisse de poulet | coscia di pollo
chicken wing < chicken | chicken wing | Hähnchenflügel | alita de pollo, ala de pollo | aile de poulet | ala di pollo
turkey < meat | turkey | Pute, Truthahn, Putenfleisch | pavo | dinde | tacchino
duck < meat | duck | Ente | pato | canard | anatra
rabbit < meat | rabbit | Kaninchen | conejo | lapin | coniglio
ham < meat | ham | Schinken | jamón | jambon | prosciutto
bacon < meat | bacon | Speck, Bacon | beicon, tocino, panceta | lard, bacon | pancetta
sausage < meat | sausage | Wurst, Würstchen, Bratwurst | salchicha, chorizo | saucisse | salsiccia
salami < meat | salami | Salami | salami, salchichón | salami | salame
fish | fish | Fisch | pescado | poisson | pesce
salmon < fish | salmon | Lachs | salmón | saumon | salmone
tuna < fish | tuna | Thunfisch, Tunfisch | atún | thon | tonno
cod < fish | cod | Kabeljau, Dorsch | bacalao | cabillaud, morue | merluzzo
trout < fish | trout | Forelle | trucha | truite | trota
herring < fish | herring | Hering | arenque | hareng | aringa
mackerel < fish | mackerel | Makrele | caballa | maquereau | sgombro
sardine < fish | sardine | Sardine | sardina | sardine | sardina
anchovy < fish | anchovy | Sardelle, Anchovis | anchoa, boquerón | anchois | acciuga
prawn | prawn, shrimp | Garnele, Krabbe | gamba, camarón, langostino | crevette | gambero, gamberetto
mussel | mussel | Muschel, Miesmuschel | mejillón | moule | cozza
squid | squid, calamari | Tintenfisch, Kalmar | calamar | calmar, encornet | calamaro
`
