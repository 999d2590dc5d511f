package io.gantry.server.request;

/**
 * An authorizer's answer: allowed, expressly denied, or neither, which leaves it to the authorizers behind and is a no when
 * there are none.
 *
 * @param denied nobody else is asked
 * @param reason for people, which rule allowed it or why none does; may be empty
 * @param error what kept an authorizer from deciding, such as a webhook that does not answer; empty for nothing
 */
public record Decision(boolean allowed, boolean denied, String reason, String error) {
    public Decision {
        if (allowed && denied) {
            throw new IllegalArgumentException("allowed and denied at once");
        }
    }

    public static Decision allow(String reason) {
        return new Decision(true, false, reason, "");
    }

    public static Decision deny(String reason) {
        return new Decision(false, true, reason, "");
    }

    public static Decision noOpinion(String reason) {
        return new Decision(false, false, reason, "");
    }
}
