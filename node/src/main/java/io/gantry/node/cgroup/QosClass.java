package io.gantry.node.cgroup;

/** How a pod is treated when the machine runs short; the names are those of {@code status.qosClass}. */
public enum QosClass {
    /** Requests equal limits for every container. */
    GUARANTEED("Guaranteed"),
    /** Some request or limit is set. */
    BURSTABLE("Burstable"),
    /** Nothing is set. */
    BEST_EFFORT("BestEffort");

    private final String text;

    QosClass(String text) {
        this.text = text;
    }

    /** The class of a {@code status.qosClass}. */
    public static QosClass of(String text) {
        for (var value : values()) {
            if (value.text.equals(text)) {
                return value;
            }
        }
        throw new IllegalArgumentException("qosClass is Guaranteed, Burstable or BestEffort, not \"" + text + "\"");
    }

    /** As in the API. */
    public String text() {
        return text;
    }
}
