"""What the demo's customers ask for and how they are answered: sentences to draw from."""

CATEGORIES = ("Entrega", "Máquina de café", "Factura", "Calidad", "Pedido por internet")
ASKED = (
    ("Falta una caja en la entrega", 0, "Han llegado nueve cajas de diez."),
    ("El pedido no ha llegado", 0, "Lo esperábamos esta mañana antes de las nueve."),
    ("La máquina de café pierde agua", 1, "Gotea por debajo desde ayer."),
    ("La máquina no enciende", 1, "Hemos probado otro enchufe y sigue igual."),
    ("La factura lleva otra dirección", 2, "Hay que cambiar el domicilio fiscal."),
    ("No entendemos un cargo", 2, "Aparece un transporte que no pedimos."),
    ("Pan con mal aspecto", 3, "Viene aplastado en dos bandejas."),
    ("Caducidad muy corta", 3, "Solo quedan cuatro días."),
    ("No puedo entrar en la tienda", 4, "Dice que la contraseña no vale."),
    ("El pedido se quedó a medias", 4, "Al pagar aparece un error."),
)
ANSWERS = (
    "Gracias por avisar. Lo miramos ahora mismo y le decimos algo hoy.",
    "Ya está en camino. Disculpe las molestias.",
    "¿Nos puede enviar una foto y el número de serie?",
    "Hemos corregido la factura; la recibe por correo.",
)
THANKS = ("Perfecto, muchas gracias.", "Adjunto la foto.", "Ya funciona.", "Sigue igual.")
COMMENTS = (
    "Muy atentos.",
    "Tardaron en contestar.",
    "Todo bien.",
    "Nadie nos llamó.",
    "",
    "",
    "",
    "",
)
ARTICLES = (
    ("La máquina de café pierde agua", 1,
     ("1. Cierre la llave de paso.\n2. Vacíe la bandeja.\n3. Compruebe la junta del depósito. "
     "Si está rota, pida la pieza J-20.")),
    ("La máquina de café no enciende", 1,
     ("Pulse el botón de rearme de la parte trasera durante cinco segundos. "
     "Si no responde, avise a la asistencia técnica.")),
    ("Falta mercancía en una entrega", 0,
     ("Compare con el albarán el mismo día. Abra un caso con la foto: se repone en la siguiente "
     "ruta o se abona.")),
    ("Cambiar los datos de una factura", 2,
     "Con el NIF y la dirección nuevos se emite una factura rectificativa en dos días."),
    ("Recuperar la contraseña de la tienda", 4,
     "En la página de entrada, «He olvidado mi contraseña». El enlace vale una hora."),
)  # fmt: skip
