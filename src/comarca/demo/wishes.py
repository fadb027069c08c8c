"""What the demo's customers want, were promised and agreed on: sentences to draw from."""

FAMILIES = ("Café y bebidas", "Panadería", "Limpieza", "Lubricantes", "Prensa y regalo")
WISHES = (
    ("Vender más café por la mañana", "Cola en la caja entre las siete y las nueve.", (0, 1)),
    ("Pan recién hecho todo el día", "Los clientes preguntan por la tarde y ya no queda.", (1,)),
    ("Menos tiempo en limpiar los surtidores", "El turno de noche se queja cada semana.", (2,)),
    ("Que los camiones paren aquí", "Nuevo polígono a dos kilómetros.", (0, 3)),
    ("Aumentar el tique de la tienda", "Dos de cada tres solo repostan.", (0, 1, 4)),
    ("Un solo proveedor para el taller", "Hoy compra aceites a tres distintos.", (3,)),
    ("Renovar el rincón de prensa", "Las ventas bajan desde hace un año.", (4,)),
)  # fmt: skip
PROMISES = (
    "Enviar muestras de café", "Mandar la oferta revisada", "Cambiar la vitrina",
    "Traer el cartel nuevo", "Revisar la última factura", "Presentar a la nueva repartidora",
    "Enseñar el pedido por internet", "Pasar el calendario de reparto",
)  # fmt: skip
OBJECTIVES = (
    "Duplicar el café en un año", "Ser su único proveedor de lubricantes",
    "Entrar en panadería", "Recuperar las ventas de hace dos años",
)  # fmt: skip
STEPS = ("Reunión con quien decide", "Prueba de un mes", "Oferta y decisión")
AGREEMENTS = (
    ("Tarifa anual", "prices"), ("Suministro semanal", "supply"), ("Contrato marco", "framework"),
)  # fmt: skip
