package io.gantry.api.validation;

import io.gantry.api.types.IpLiteral;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** IP addresses and networks in objects. */
final class Addresses {
    private static final List<String> NOT_AN_ADDRESS =
            List.of("must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)");

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
