package io.gantry.api.validation;

import io.gantry.api.types.IpLiteral;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** IP addresses and networks in objects. */
final class Addresses {
    private static final List<String> NOT_AN_ADDRESS =
            List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");

    /** Zeros before a number of an IPv4 address. */
    private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9a-fA-F:])0+(?=[0-9]+(\\.|$))");

    private Addresses() {}

    static void address(String text, FieldPath path, FieldErrors errors) {
        if (parse(text) == null) {
            errors.invalid(path, text, NOT_AN_ADDRESS);
        }
    }

    static void network(String text, FieldPath path, FieldErrors errors) {
        if (!isNetwork(text)) {
            errors.invalid(path, text, "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
        }
    }

    /** An address with the length of its network, such as 10.9.8.7/24, as it is commonly written. */
    static void ofInterface(String text, FieldPath path, FieldErrors errors) {
        String common = commonForm(text);
        if (common == null) {
            errors.invalid(path, text, "must be a valid address in CIDR form, (e.g. 10.9.8.7/24 or 2001:db8::1/64)");
        } else if (!common.equals(text)) {
            errors.invalid(path, text, "must be in canonical form (" + FieldError.quote(common) + ")");
        }
    }

    /** Null when it is no address with a length. Zeros before a number are let in; an IPv4 address in IPv6 form becomes one. */
    private static @Nullable String commonForm(String text) {
        int slash = text.indexOf('/');
        String bits = text.substring(slash + 1);
        byte[] bytes = slash < 0
                ? null
                : IpLiteral.parse(
                        LEADING_ZEROS.matcher(text.substring(0, slash)).replaceAll(""));
        if (bytes == null || !bits.matches("0*[0-9]{1,3}") || Integer.parseInt(bits) > 8 * bytes.length) {
            return null;
        }
        int length = Integer.parseInt(bits);
        if (bytes.length == 16 && isMapped(bytes)) {
            bytes = Arrays.copyOfRange(bytes, 12, 16);
            length = length > 32 ? length - 96 : length;
        }
        return IpLiteral.text(bytes) + "/" + length;
    }

    private static boolean isMapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }

    static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return false;
        }
        InetAddress address = parse(text.substring(0, slash));
        String bits = text.substring(slash + 1);
        return address != null
                && bits.matches("0|[1-9][0-9]{0,2}")
                && Integer.parseInt(bits) <= (isV6(text) ? 128 : 32);
    }

    static boolean isV6(String text) {
        return text.indexOf(':') >= 0;
    }

    /** Never asks a name server; {@code null} when the text is no address. */
    static @Nullable InetAddress parse(String text) {
        byte[] bytes = IpLiteral.parse(text);
        try {
            return bytes == null ? null : InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes: " + text, e);
        }
    }

    /** An address that reaches one other machine: not unspecified, loopback, link-local or multicast. */
    static void nonSpecial(String text, FieldPath path, FieldErrors errors) {
        InetAddress address = parse(text);
        if (address == null) {
            errors.invalid(path, text, NOT_AN_ADDRESS);
            return;
        }
        if (address.isAnyLocalAddress()) {
            errors.invalid(path, text, "may not be unspecified (" + text + ")");
        }
        if (address.isLoopbackAddress()) {
            errors.invalid(path, text, "may not be in the loopback range (127.0.0.0/8, ::1/128)");
        }
        if (address.isLinkLocalAddress()) {
            errors.invalid(path, text, "may not be in the link-local range (169.254.0.0/16, fe80::/10)");
        }
        if (address.isMCLinkLocal()) {
            errors.invalid(path, text, "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)");
        }
    }
}
