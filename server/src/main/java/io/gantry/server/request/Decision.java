package io.gantry.server.request;

/**
 * An authorizer's answer.
 *
 * @param reason for people, which rule allowed it or why none does; may be empty
 */
public record Decision(boolean allowed, String reason) {
    public static Decision allow(String reason) {
        return new Decision(true, reason);
    }

    public static Decision deny(String reason) {
        return new Decision(false, reason);
    }
}
