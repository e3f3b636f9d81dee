// With ICU enabled, libxml2's headers pull in the system's ICU, which clashes with the ICU inside Foundation. Nothing that
// depends on it is used here.
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/SAX2.h>
#include <libxml/xmlerror.h>
#include <libxml/encoding.h>
#include <libxml/HTMLparser.h>

// Variadic C callbacks cannot be written in Swift: the structured error handler takes their place.
static inline void anker_xml_set_structured_handler(xmlSAXHandler *handler, xmlStructuredErrorFunc report) {
    handler->initialized = XML_SAX2_MAGIC;
    handler->serror = report;
}

static inline void anker_xml_leave_unsaid(void *context, const char *message, ...) {
    (void)context;
    (void)message;
}

// Errors that belong to no parser, such as those of a conversion, would be printed with bytes of the document. For the
// thread that calls it.
static inline void anker_xml_print_nothing(void) {
    xmlSetGenericErrorFunc(NULL, anker_xml_leave_unsaid);
}
