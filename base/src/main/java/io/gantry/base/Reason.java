package io.gantry.base;

/**
 * Why something is refused, waits or is retried. Events, conditions and logs derive from it.
 *
 * @param code CamelCase identifier, as in a condition's {@code reason}: stable, for programs. The name of a resource may be
 *     part of it, as in the kubelet's {@code OutOfephemeral-storage}
 * @param message one sentence for people, naming the field and the fix where there is one
 */
public record Reason(String code, String message) {
    public Reason {
        if (!wellFormed(code)) {
            throw new IllegalArgumentException(
                    "a reason's code is CamelCase letters and digits, or names a resource, is \"" + code + "\"");
        }
        if (message.isBlank()) {
            throw new IllegalArgumentException("reason " + code + " has no message");
        }
    }

    private static boolean wellFormed(String code) {
        if (code.isEmpty() || code.charAt(0) < 'A' || code.charAt(0) > 'Z') {
            return false;
        }
        return code.chars()
                .allMatch(c -> (c >= 'A' && c <= 'Z')
                        || (c >= 'a' && c <= 'z')
                        || (c >= '0' && c <= '9')
                        || "-./".indexOf(c) >= 0);
    }

    @Override
    public String toString() {
        return code + ": " + message;
    }
}
