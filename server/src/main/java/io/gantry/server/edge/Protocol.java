package io.gantry.server.edge;

/** The protocol that a request came by. */
public enum Protocol {
    HTTP_1_0("HTTP/1.0"),
    HTTP_1_1("HTTP/1.1"),
    HTTP_2("HTTP/2.0");

    private final String text;

    Protocol(String text) {
        this.text = text;
    }

    /** As in a request line, {@code HTTP/1.1}. */
    public String text() {
        return text;
    }
}
