"""What the demo's invented activities say, as sales teams write."""

from comarca.activities.models import Activity

KINDS = Activity.Kind
WORDS: dict[str, list[str]] = {
    KINDS.VISIT: ["Visita de seguimiento", "Visita: pedido de temporada",
                  "Visita y exposición", "Presentación de novedades",
                  "Visita: condiciones del año"],
    KINDS.CALL: ["Confirmar la visita", "Llamada: estado del pedido", "Llamada de seguimiento",
                 "Consulta de precios", "Reclamación de una entrega"],
    KINDS.EMAIL: ["Oferta actualizada", "Pedido de la semana", "Fotos de la exposición",
                  "Fecha de entrega", "Tarifa nueva", "Duda sobre una factura"],
    KINDS.TASK: ["Enviar la oferta", "Preparar el contrato", "Revisar el rápel", "Mandar muestras",
                 "Pedir los datos de facturación"],
}  # fmt: skip
AFTER = [
    "Contentos con el servicio. Piden el pedido de siempre y preguntan por la campaña.",
    "El encargado no estaba; lo atendió el turno de tarde. Volver otro día.",
    "Quieren cambiar el expositor de sitio. Mandar plano.",
    "Compra también a otro proveedor; el precio es lo que más mira.",
    "Pedido cerrado. Entrega la semana que viene.",
    "Interesados en la línea nueva; esperan muestras antes de decidir.",
    "Han tenido roturas en la última entrega. Abonar y llamar.",
    "Sin novedades. Mantener la frecuencia.",
]
TEMPLATES = [
    ("Oferta", "es", "Oferta para {account}",
     "Hola, {contact}:\n\nLe mando nuestra oferta para {account}.\n\nUn saludo,\n{me}"),
    ("Oferta", "en", "Offer for {account}",
     "Dear {contact},\n\nAs agreed, here is our offer for {account}.\n\nKind regards,\n{me}"),
    ("Después de la visita", "es", "Gracias por recibirnos",
     "Hola, {contact}:\n\nGracias por su tiempo. Lo acordado:\n\n- \n\nUn saludo,\n{me}"),
    ("Después de la visita", "en", "Thank you for your time",
     "Dear {contact},\n\nThank you. This is what we agreed:\n\n- \n\nKind regards,\n{me}"),
]  # fmt: skip
