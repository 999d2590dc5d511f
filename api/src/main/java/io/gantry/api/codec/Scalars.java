package io.gantry.api.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The texts of times and durations, as Go writes and reads them. */
public final class Scalars {
    /** From the beginning of the year 0 to the end of the year 9999. */
    private static final long FIRST_SECOND = -62_167_219_200L;

    private static final long LAST_SECOND = 253_402_300_799L;

    private Scalars() {}

    /** RFC 3339 in whole seconds, UTC. */
    public static String time(Instant time) {
        char[] text = new char[20];
        date(text, time);
        text[19] = 'Z';
        return years(time, new String(text));
    }

    /** RFC 3339 with six digits of microseconds, UTC. */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the seconds are written before
    public static String microTime(Instant time) {
        char[] text = new char[27];
        date(text, time);
        text[19] = '.';
        int micros = time.getNano() / 1000;
        for (int i = 25; i > 19; i--) {
            text[i] = (char) ('0' + micros % 10);
            micros /= 10;
        }
        text[26] = 'Z';
        return years(time, new String(text));
    }

    /**
     * RFC 3339 with as many digits below the second as are needed, UTC.
     *
     * @param seconds since 1970
     * @throws IllegalArgumentException when the year has not four digits
     */
    static String nanoTime(double seconds) {
        double whole = seconds < 0 ? Math.ceil(seconds) : Math.floor(seconds);
        if (Math.abs(whole) > LAST_SECOND) {
            throw new IllegalArgumentException("year outside of range [0,9999]: " + seconds);
        }
        // Both parts have the number's sign: counted from the second before, a tiny rest would round to a whole second.
        return nanoTime(Instant.ofEpochSecond((long) whole, (long) ((seconds - whole) * 1e9)));
    }

    /** The same of whole seconds. */
    static String nanoTime(long seconds) {
        if (seconds < FIRST_SECOND || seconds > LAST_SECOND) {
            throw new IllegalArgumentException("year outside of range [0,9999]: " + seconds);
        }
        return nanoTime(Instant.ofEpochSecond(seconds));
    }

    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the seconds are written before
    private static String nanoTime(Instant time) {
        StringBuilder text = new StringBuilder(time(writable(time)));
        if (time.getNano() != 0) {
            text.setLength(text.length() - 1);
            below(text, time.getNano(), 1_000_000_000L);
            text.append('Z');
        }
        return text.toString();
    }

    private static String years(Instant time, String text) {
        // Go writes years of more than four digits in full; no clock of ours shows one.
        return time.getEpochSecond() < FIRST_SECOND || time.getEpochSecond() > LAST_SECOND
                ? time.truncatedTo(ChronoUnit.SECONDS).toString()
                : text;
    }

    private static void date(char[] text, Instant time) {
        long seconds = time.getEpochSecond();
        long days = Math.floorDiv(seconds, 86_400L);
        if (days < -719_528L || days > 2_932_896L) {
            return;
        }
        int ofDay = (int) Math.floorMod(seconds, 86_400L);
        LocalDate date = LocalDate.ofEpochDay(days);
        int year = date.getYear();
        pair(text, 0, year / 100);
        pair(text, 2, year % 100);
        text[4] = '-';
        pair(text, 5, date.getMonthValue());
        text[7] = '-';
        pair(text, 8, date.getDayOfMonth());
        text[10] = 'T';
        pair(text, 11, ofDay / 3600);
        text[13] = ':';
        pair(text, 14, ofDay / 60 % 60);
        text[16] = ':';
        pair(text, 17, ofDay % 60);
    }

    private static void pair(char[] text, int at, int number) {
        text[at] = (char) ('0' + number / 10);
        text[at + 1] = (char) ('0' + number % 10);
    }

    /**
     * Reads RFC 3339 and drops what is smaller than a second, as Kubernetes does.
     *
     * @throws IllegalArgumentException with Go's message
     */
    public static Instant parseTime(String text) {
        Instant time = parse(text, "2006-01-02T15:04:05Z07:00");
        return time.getNano() == 0 ? time : Instant.ofEpochSecond(time.getEpochSecond());
    }

    /**
     * Reads RFC 3339 and drops what is smaller than a microsecond.
     *
     * @throws IllegalArgumentException with Go's message
     */
    public static Instant parseMicroTime(String text) {
        return micros(parse(text, "2006-01-02T15:04:05.000000Z07:00"));
    }

    /** Drops what is smaller than a microsecond. */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // only the part below a second is cut
    static Instant micros(Instant time) {
        int rest = time.getNano() % 1000;
        return rest == 0 ? time : time.minusNanos(rest);
    }

    private static Instant parse(String text, String layout) {
        try {
            Instant plain = plain(text);
            if (plain != null) {
                return plain;
            }
            // The shortest and the longest RFC 3339 text; Java alone would also take fewer fields.
            if (text.length() >= 20 && text.length() <= 40 && text.charAt(16) == ':' && text.charAt(4) == '-') {
                return writable(OffsetDateTime.parse(text).toInstant());
            }
        } catch (DateTimeException e) {
            throw timeError(text, layout, e);
        }
        throw timeError(text, layout, null);
    }

    /**
     * Reads whole seconds, or those with microseconds, in UTC: what Kubernetes writes. By Java's own formatter it was a fifth of
     * the time to decode a pod.
     *
     * @return {@code null} for any other form
     * @throws DateTimeException for a day that does not exist
     */
    private static @Nullable Instant plain(String text) {
        int end = text.length() - 1;
        if (end != 19 && end != 26) {
            return null;
        }
        if (text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':'
                || text.charAt(end) != 'Z'
                || end == 26 && text.charAt(19) != '.') {
            return null;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int micros = end == 26 ? digits(text, 20, 26) : 0;
        if ((year | month | day | hour | minute | second | micros) < 0 || hour > 23 || minute > 59 || second > 59) {
            return null;
        }
        long days = LocalDate.of(year, month, day).toEpochDay();
        return Instant.ofEpochSecond(days * 86_400 + hour * 3600L + minute * 60L + second, micros * 1000L);
    }

    /** The number that stands there, or -1. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            if (!isDigit(text.charAt(i))) {
                return -1;
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    /**
     * The time, if its year in UTC has four digits, as only such a time has a text that can be read again.
     *
     * @throws IllegalArgumentException when it is earlier or later
     */
    static Instant writable(Instant time) {
        if (time.getEpochSecond() < FIRST_SECOND || time.getEpochSecond() > LAST_SECOND) {
            throw new IllegalArgumentException("year outside of range [0,9999]: " + time);
        }
        return time;
    }

    private static IllegalArgumentException timeError(String text, String layout, @Nullable Exception cause) {
        return new IllegalArgumentException(
                "parsing time \"" + text + "\" as \"" + layout + "\": cannot parse \"" + text + "\" as \"2006\"",
                cause);
    }

    /** Go's notation, such as {@code 1h15m30.5s}; {@code 0s} for zero. */
    public static String duration(Duration duration) {
        long nanos = nanos(duration);
        if (nanos == 0) {
            return "0s";
        }
        StringBuilder text = new StringBuilder(nanos < 0 ? "-" : "");
        // The smallest long has no positive counterpart: unsigned arithmetic reads it right.
        long rest = Math.abs(nanos);
        if (Long.compareUnsigned(rest, 1_000_000_000L) < 0) {
            if (rest < 1_000) {
                return text.append(rest).append("ns").toString();
            }
            if (rest < 1_000_000) {
                return fraction(text, rest, 1_000).append("µs").toString();
            }
            return fraction(text, rest, 1_000_000).append("ms").toString();
        }
        long seconds = Long.divideUnsigned(rest, 1_000_000_000L);
        long hours = seconds / 3600;
        long minutes = seconds / 60 % 60;
        if (hours > 0) {
            text.append(hours).append('h');
        }
        if (hours > 0 || minutes > 0) {
            text.append(minutes).append('m');
        }
        long below = Long.remainderUnsigned(rest, 1_000_000_000L) + seconds % 60 * 1_000_000_000L;
        return fraction(text, below, 1_000_000_000L).append('s').toString();
    }

    private static StringBuilder fraction(StringBuilder text, long amount, long unit) {
        text.append(amount / unit);
        return below(text, amount % unit, unit);
    }

    private static StringBuilder below(StringBuilder text, long rest, long unit) {
        if (rest != 0) {
            String digits = Long.toString(unit + rest).substring(1);
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            text.append('.').append(digits, 0, end);
        }
        return text;
    }

    /** Go's durations are 64-bit nanoseconds: about 292 years; what is longer is cut there. */
    static long nanos(Duration duration) {
        try {
            return duration.toNanos();
        } catch (ArithmeticException e) {
            return duration.isNegative() ? Long.MIN_VALUE : Long.MAX_VALUE;
        }
    }

    /**
     * Reads Go's notation: decimal numbers with a unit each, such as {@code 1.5h} or {@code 2h45m}.
     *
     * @throws IllegalArgumentException with Go's message
     */
    public static Duration parseDuration(String text) {
        int at = 0;
        boolean negative = false;
        if (!text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+')) {
            negative = text.charAt(0) == '-';
            at = 1;
        }
        if (text.length() == at + 1 && text.charAt(at) == '0') {
            return Duration.ZERO;
        }
        if (at == text.length()) {
            throw invalidDuration(text);
        }
        BigDecimal total = BigDecimal.ZERO;
        while (at < text.length()) {
            int start = at;
            while (at < text.length() && (isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            String number = text.substring(start, at);
            int unitStart = at;
            while (at < text.length() && !isDigit(text.charAt(at)) && text.charAt(at) != '.') {
                at++;
            }
            String unit = text.substring(unitStart, at);
            if (number.isEmpty() || number.equals(".") || number.indexOf('.') != number.lastIndexOf('.')) {
                throw invalidDuration(text);
            }
            if (unit.isEmpty()) {
                throw new IllegalArgumentException("time: missing unit in duration \"" + text + "\"");
            }
            if (number.length() > 40) {
                throw invalidDuration(text);
            }
            total = total.add(new BigDecimal(number).multiply(unitNanos(unit, text)));
        }
        BigInteger nanos = (negative ? total.negate() : total).toBigInteger();
        if (nanos.bitLength() > 63) {
            throw invalidDuration(text);
        }
        return Duration.ofNanos(nanos.longValue());
    }

    private static BigDecimal unitNanos(String unit, String text) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case "ns" -> 1L;
                    case "us", "µs", "μs" -> 1_000L;
                    case "ms" -> 1_000_000L;
                    case "s" -> 1_000_000_000L;
                    case "m" -> 60_000_000_000L;
                    case "h" -> 3_600_000_000_000L;
                    default ->
                        throw new IllegalArgumentException(
                                "time: unknown unit \"" + unit + "\" in duration \"" + text + "\"");
                });
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static IllegalArgumentException invalidDuration(String text) {
        return new IllegalArgumentException("time: invalid duration \"" + text + "\"");
    }

    /** Go's shortest notation of a 64-bit float in JSON. */
    public static String number(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return 1 / value < 0 ? "-0" : "0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (size < 1e-6 || size >= 1e21) {
            String digits = decimal.unscaledValue().abs().toString();
            int exponent = digits.length() - 1 - decimal.scale();
            return (value < 0 ? "-" : "")
                    + digits.charAt(0)
                    + (digits.length() > 1 ? "." + digits.substring(1) : "")
                    + (exponent < 0 ? "e-" : "e+")
                    + Math.abs(exponent);
        }
        return decimal.toPlainString();
    }
}
