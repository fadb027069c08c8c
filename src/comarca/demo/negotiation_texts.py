"""What the demo's invented preparation sheets say, as representatives write them."""

# Their needs, our goals, our best alternative, theirs, our limits, theirs.
SHEETS = (
    (
        "Vender más en la tienda sin más personal. Que no falte género el fin de semana.",
        "Contrato de un año con dos familias de producto. Entrega semanal fija.",
        "Seguir con el pedido suelto de cada mes y volver en primavera.",
        "Comprar a la distribuidora de la provincia, que sirve en 48 horas.",
        "Descuento de hasta el 12 %. Portes nuestros solo desde 300 €.",
        "Presupuesto cerrado hasta enero; no quieren firmar por más de un año.",
    ),
    (
        "Cambiar de proveedor: el de ahora entrega tarde y factura con errores.",
        "Ser proveedor principal. Precio de tarifa con descuento por volumen.",
        "Atender solo la parte de limpieza, que deja más margen.",
        "Quedarse como están; cambiar también les cuesta trabajo.",
        "No bajar del 10 % de margen. Pago a 60 días como mucho.",
        "Quieren una sola factura al mes y una persona a la que llamar.",
    ),
    (
        "Renovar el rincón de café antes de la temporada.",
        "Máquina y consumo juntos, a dos años. Que la cadena lo vea como modelo.",
        "Ofrecerlo a la estación de enfrente, que también ha preguntado.",
        "Alquilar la máquina a otro y comprar el café donde salga mejor.",
        "La máquina se cede solo con un consumo de 15 kg al mes.",
        "Nada de obras: tiene que caber en el mostrador de ahora.",
    ),
)
QUESTION = "¿Puede ser en dos entregas?"
# What we could give, in return for what, and what it costs us.
CONCESSIONS = (
    ("Portes gratis tres meses", "Contrato de un año", "180"),
    ("Un 3 % más de descuento", "Dos familias de producto en vez de una", "420"),
    ("Pago a 60 días", "Pedido mínimo de 500 €", "90"),
    ("Expositor cedido", "Sitio junto a la caja", "210"),
    ("Muestras para una semana", "Decisión antes de fin de mes", "60"),
    ("Formación del personal", "Que nos recomienden a la cadena", "150"),
)
