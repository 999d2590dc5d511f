package io.gantry.api.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A number or a text: ports by number or name, amounts by count or percentage. Immutable. */
public final class IntOrString {
    public static final IntOrString ZERO = new IntOrString(0, null);

    private final int number;
    private final @Nullable String text;

    private IntOrString(int number, @Nullable String text) {
        this.number = number;
        this.text = text;
    }

    public static IntOrString of(int number) {
        return number == 0 ? ZERO : new IntOrString(number, null);
    }

    public static IntOrString of(String text) {
        return new IntOrString(0, text);
    }

    public boolean isInt() {
        return text == null;
    }

    /** The number; 0 when this is a text. */
    public int intValue() {
        return number;
    }

    /** The text; {@code null} when this is a number. */
    public @Nullable String text() {
        return text;
    }

    /**
     * The amount of {@code total} that this stands for: the number itself, or the percentage, rounded up or down; cut to
     * the range of an int.
     *
     * @throws IllegalArgumentException when the text is no percentage
     */
    public int scaled(int total, boolean roundUp) {
        if (text == null) {
            return number;
        }
        if (!text.endsWith("%")) {
            throw new IllegalArgumentException(
                    "invalid value for IntOrString: invalid type: string is not a percentage");
        }
        // Any number of digits is a valid percentage.
        BigDecimal amount = new BigDecimal(new BigInteger(text.substring(0, text.length() - 1)))
                .multiply(BigDecimal.valueOf(total, 2))
                .setScale(0, roundUp ? RoundingMode.CEILING : RoundingMode.FLOOR);
        return amount.min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .max(BigDecimal.valueOf(Integer.MIN_VALUE))
                .intValueExact();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IntOrString that
                && number == that.number
                && (text == null ? that.text == null : text.equals(that.text));
    }

    @Override
    public int hashCode() {
        return text == null ? number : text.hashCode();
    }

    @Override
    public String toString() {
        return text == null ? Integer.toString(number) : text;
    }
}
