package io.gantry.api.processor;

import javax.lang.model.element.Element;

/** A declaration that the processor cannot use; becomes a compiler error at the element. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Element element;

    Malformed(Element element, String message) {
        super(element.getEnclosingElement() + "." + element.getSimpleName() + " " + message);
        this.element = element;
    }

    Element element() {
        return element;
    }
}
