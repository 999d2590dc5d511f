package io.gantry.api.types;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An amount of a resource: a fixed-point number down to billionths, with the kind of suffix it is written with. Immutable.
 *
 * <p>It is read from and written to the same texts as Kubernetes: {@code 1500m}, {@code 1.5Gi}, {@code 2e3}; always
 * written in the canonical form, where the number is an integer below a thousand or with as few digits as exactness
 * allows. Two quantities are equal when their canonical texts are, so {@code 1024} and {@code 1Ki} differ but compare as
 * the same.
 */
public final class Quantity implements Comparable<Quantity> {
    /** The kind of suffix that a quantity is written with. */
    public enum Format {
        /** {@code n u m k M G T P E}: powers of 1000. */
        DECIMAL,
        /** {@code Ki Mi Gi Ti Pi Ei}: powers of 1024. */
        BINARY,
        /** {@code e3}: powers of ten in threes. */
        EXPONENT
    }

    public static final Quantity ZERO = new Quantity(0, 0, null, Format.DECIMAL);

    private static final String WRONG_FORMAT =
            "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
    private static final String WRONG_NUMBER = "unable to parse numeric part of quantity";
    private static final String WRONG_SUFFIX = "unable to parse quantity's suffix";

    private static final String DECIMAL_SUFFIXES = "num kMGTPE";
    private static final String BINARY_SUFFIXES = " KMGTPE";

    /** Digits after the point that are kept; what is smaller rounds away from zero. */
    private static final int MAX_SCALE = 9;

    private static final BigInteger KIBI = BigInteger.valueOf(1024);

    /** Apart, because to load BigDecimal takes long, and a start needs no more of quantities than that they exist. */
    private static final class Largest {
        static final BigDecimal VALUE = BigDecimal.valueOf(Long.MAX_VALUE);
    }

    /** The number is {@code unscaled} / 10^{@code scale}, without trailing zeros; unless {@code big} is there. */
    private final long unscaled;

    private final int scale;
    private final @Nullable BigDecimal big;
    private final Format format;

    private Quantity(long unscaled, int scale, @Nullable BigDecimal big, Format format) {
        this.unscaled = unscaled;
        this.scale = scale;
        this.big = big;
        this.format = format;
    }

    /** The number rounded to billionths and cut to 63 bits, as Kubernetes does. */
    private static Quantity of(BigDecimal number, Format format) {
        if (number.signum() == 0) {
            return format == Format.DECIMAL ? ZERO : new Quantity(0, 0, null, format);
        }
        BigDecimal bounded = number;
        if (bounded.abs().compareTo(Largest.VALUE) > 0) {
            bounded = bounded.signum() < 0 ? Largest.VALUE.negate() : Largest.VALUE;
        }
        if (bounded.scale() > MAX_SCALE) {
            bounded = bounded.setScale(MAX_SCALE, RoundingMode.UP);
        }
        bounded = bounded.stripTrailingZeros();
        return bounded.unscaledValue().bitLength() < 64
                ? new Quantity(bounded.unscaledValue().longValue(), bounded.scale(), null, format)
                : new Quantity(0, 0, bounded, format);
    }

    public static Quantity ofLong(long value) {
        return of(BigDecimal.valueOf(value), Format.DECIMAL);
    }

    public static Quantity ofMilli(long value) {
        return of(BigDecimal.valueOf(value, 3), Format.DECIMAL);
    }

    /** Written with binary suffixes, as amounts of memory are. */
    public static Quantity ofBinary(long value) {
        return of(BigDecimal.valueOf(value), Format.BINARY);
    }

    /**
     * Reads a quantity.
     *
     * @throws IllegalArgumentException with Kubernetes' message
     */
    public static Quantity parse(String text) {
        int end = text.length();
        int at = 0;
        if (end > 0 && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
            at++;
        }
        int numberStart = at;
        boolean point = false;
        int digits = 0;
        for (; at < end; at++) {
            char c = text.charAt(at);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (end == 0 || at == numberStart) {
            throw new IllegalArgumentException(WRONG_FORMAT);
        }
        int suffixStart = at;
        while (at < end && "eEinumkKMGTP".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        if (at < end && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        while (at < end && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at < end) {
            throw new IllegalArgumentException(WRONG_FORMAT);
        }
        if (digits == 0 || digits > 1000) {
            throw new IllegalArgumentException(WRONG_NUMBER);
        }
        String number = text.substring(text.charAt(0) == '+' ? 1 : 0, suffixStart);
        return scaled(new BigDecimal(number.endsWith(".") ? number + "0" : number), text.substring(suffixStart));
    }

    private static Quantity scaled(BigDecimal number, String suffix) {
        if (suffix.isEmpty()) {
            return of(number, Format.DECIMAL);
        }
        char first = suffix.charAt(0);
        if (suffix.length() == 1) {
            int power = DECIMAL_SUFFIXES.indexOf(first);
            if (power < 0 || first == ' ') {
                throw new IllegalArgumentException(WRONG_SUFFIX);
            }
            return of(number.scaleByPowerOfTen(3 * (power - 3)), Format.DECIMAL);
        }
        if (suffix.length() == 2 && suffix.charAt(1) == 'i') {
            int power = BINARY_SUFFIXES.indexOf(first);
            if (power > 0) {
                BigDecimal value = number.multiply(new BigDecimal(KIBI.pow(power)));
                // A binary suffix cannot write what is smaller than one.
                boolean small = value.signum() > 0 && value.compareTo(BigDecimal.ONE) < 0;
                return of(value, small ? Format.DECIMAL : Format.BINARY);
            }
        }
        if (first == 'e' || first == 'E') {
            return of(number.signum() == 0 ? number : exponential(number, suffix.substring(1)), Format.EXPONENT);
        }
        throw new IllegalArgumentException(WRONG_SUFFIX);
    }

    private static BigDecimal exponential(BigDecimal number, String exponent) {
        int power;
        try {
            power = Integer.parseInt(exponent);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(WRONG_SUFFIX, e);
        }
        // Far beyond both bounds it does not matter how far, but the digits would not fit into memory.
        return number.scaleByPowerOfTen(Math.clamp(power, -2000, 2000));
    }

    private BigDecimal number() {
        return big != null ? big : BigDecimal.valueOf(unscaled, scale);
    }

    public Format format() {
        return format;
    }

    /** The number, rounded up (away from zero) to an integer. */
    public long value() {
        return scaledValue(0);
    }

    /** The number in thousandths, rounded up (away from zero). */
    public long milliValue() {
        return scaledValue(-3);
    }

    /** The number in units of 10^{@code power}, rounded up (away from zero); cut to the range of a long. */
    public long scaledValue(int power) {
        if (big == null && -scale == power) {
            return unscaled;
        }
        BigInteger units =
                number().scaleByPowerOfTen(-power).setScale(0, RoundingMode.UP).unscaledValue();
        return units.bitLength() < 64 ? units.longValue() : units.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }

    /** The number as exactly as a double can. */
    public double approximate() {
        return number().doubleValue();
    }

    public boolean isZero() {
        return signum() == 0;
    }

    public int signum() {
        return big != null ? big.signum() : Long.signum(unscaled);
    }

    /** The sum, written as this one, or as the other one if this one is zero. */
    public Quantity add(Quantity other) {
        return of(number().add(other.number()), isZero() ? other.format : format);
    }

    /** The difference, written as this one, or as the other one if this one is zero. */
    public Quantity subtract(Quantity other) {
        return of(number().subtract(other.number()), isZero() ? other.format : format);
    }

    public Quantity negate() {
        return of(number().negate(), format);
    }

    public Quantity multiply(long factor) {
        return of(number().multiply(BigDecimal.valueOf(factor)), format);
    }

    /** The number rounded up (away from zero) to units of 10^{@code power}. */
    public Quantity roundUp(int power) {
        return number().scale() <= -power ? this : of(number().setScale(-power, RoundingMode.UP), format);
    }

    /** By the number alone, however it is written. */
    @Override
    public int compareTo(Quantity other) {
        if (big == null && other.big == null && scale == other.scale) {
            return Long.compare(unscaled, other.unscaled);
        }
        return number().compareTo(other.number());
    }

    /** By the canonical text: what compares as the same need not be equal. */
    @Override
    @SuppressWarnings("ReferenceEquality") // formats are enum constants
    public boolean equals(Object other) {
        if (!(other instanceof Quantity that)) {
            return false;
        }
        return unscaled == that.unscaled
                && scale == that.scale
                && (big == null ? that.big == null : big.equals(that.big))
                && (format == that.format || toString().equals(that.toString()));
    }

    @Override
    public int hashCode() {
        return big != null ? big.hashCode() : Long.hashCode(unscaled) * 31 + scale;
    }

    /** The canonical text. */
    @Override
    public String toString() {
        if (isZero()) {
            return "0";
        }
        return big == null && Math.abs(unscaled) <= Long.MAX_VALUE / 100 ? shortText() : longText();
    }

    /** The text of what needs no more than a long, as nearly everything does. */
    private String shortText() {
        if (format == Format.BINARY && scale <= 0) {
            long number = unscaled;
            for (int i = scale; i < 0; i++) {
                number *= 10; // no overflow: no number is larger than a long, see of()
            }
            if (Math.abs(number) >= 1024) {
                int power = Math.min(Long.numberOfTrailingZeros(number) / 10, BINARY_SUFFIXES.length() - 1);
                return withBinarySuffix(Long.toString(number >> 10 * power), power);
            }
        }
        int surplus = Math.floorMod(-scale, 3);
        long digits = surplus == 0 ? unscaled : surplus == 1 ? unscaled * 10 : unscaled * 100;
        return withSuffix(Long.toString(digits), -scale - surplus);
    }

    private String longText() {
        BigDecimal number = number();
        if (format == Format.BINARY && number.abs().compareTo(new BigDecimal(KIBI)) >= 0 && number.scale() <= 0) {
            return binary(number.toBigIntegerExact());
        }
        int exponent = -number.scale();
        int surplus = Math.floorMod(exponent, 3);
        BigInteger digits = number.unscaledValue().multiply(BigInteger.TEN.pow(surplus));
        return withSuffix(digits.toString(), exponent - surplus);
    }

    private String withSuffix(String digits, int exponent) {
        if (exponent == 0) {
            return digits;
        }
        return format == Format.EXPONENT ? digits + "e" + exponent : digits + DECIMAL_SUFFIXES.charAt(exponent / 3 + 3);
    }

    private static String binary(BigInteger number) {
        int power = Math.min(number.getLowestSetBit() / 10, BINARY_SUFFIXES.length() - 1);
        return withBinarySuffix(number.shiftRight(10 * power).toString(), power);
    }

    private static String withBinarySuffix(String digits, int power) {
        return power == 0 ? digits : digits + BINARY_SUFFIXES.charAt(power) + "i";
    }
}
