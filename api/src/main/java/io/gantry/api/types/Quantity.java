package io.gantry.api.types;

/** An amount of a resource. */
public final class Quantity {
    public static final Quantity ZERO = new Quantity("0");

    private final String text;

    private Quantity(String text) {
        this.text = text;
    }

    public static Quantity parse(String text) {
        return new Quantity(text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Quantity that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
