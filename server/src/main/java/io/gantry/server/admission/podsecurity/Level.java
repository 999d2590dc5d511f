package io.gantry.server.admission.podsecurity;

import java.util.Locale;

/** How strict a policy is, from everything to little. */
enum Level {
    PRIVILEGED,
    BASELINE,
    RESTRICTED;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
