package io.gantry.network.proxy;

import java.util.Locale;

/** The transport protocols that a Service port can have. */
public enum Protocol {
    TCP,
    UDP,
    SCTP;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As nftables and conntrack write it. */
    public String text() {
        return text;
    }

    /** From an API field; absent means TCP. Unknown texts are TCP too: validation has refused them long before. */
    public static Protocol of(@org.jspecify.annotations.Nullable String value) {
        for (var protocol : values()) {
            if (protocol.name().equals(value)) {
                return protocol;
            }
        }
        return TCP;
    }
}
