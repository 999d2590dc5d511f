package io.gantry.api.validation;

import io.gantry.api.types.IpLiteral;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses and networks in objects, as strictly as Kubernetes 1.36 takes them: programs do not agree what leading zeros and
 * IPv4 addresses within IPv6 addresses mean.
 */
final class Addresses {
    private static final String NOT_AN_ADDRESS = "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
    private static final String ZEROS = "must not have leading 0s";
    private static final String MAPPED = "must not be an IPv4-mapped IPv6 address";
    private static final String NETWORK_ZEROS = "must not have leading 0s in IP or prefix length";
    private static final String NETWORK_MAPPED = "must not have an IPv4-mapped IPv6 address";
    private static final String MORE_BITS = "must not have bits set beyond the prefix length";
    private static final Set<String> STRICT = Set.of(ZEROS, MAPPED, NETWORK_ZEROS, NETWORK_MAPPED, MORE_BITS);

    private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9a-fA-F])0+(?=[0-9a-fA-F])");
    private static final Pattern BITS = Pattern.compile("[0-9]{1,9}");

    /** The same in an IPv4 address. */
    private static final Pattern ZEROS_OF_V4 = Pattern.compile("(?<![0-9a-fA-F:])0+(?=[0-9]+(\\.|$))");

    private Addresses() {}

    static void address(String text, FieldPath path, FieldErrors errors) {
        if (parse(text) == null) {
            boolean zeros = parse(withoutZeros(text)) != null;
            errors.invalid(path, text, zeros ? ZEROS : NOT_AN_ADDRESS);
        } else if (isMapped(text)) {
            errors.invalid(path, text, MAPPED);
        }
    }

    static void network(String text, FieldPath path, FieldErrors errors) {
        if (!isNetwork(text)) {
            boolean zeros = isNetwork(withoutZeros(text));
            errors.invalid(
                    path,
                    text,
                    zeros ? NETWORK_ZEROS : "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)");
        } else if (isMapped(text.substring(0, text.indexOf('/')))) {
            errors.invalid(path, text, NETWORK_MAPPED);
        } else if (!masked(text).equals(canonical(text))) {
            errors.invalid(path, text, MORE_BITS);
        }
    }

    /** The same for fields that have only ever taken the one way to write a network. */
    static void canonicalNetwork(String text, FieldPath path, FieldErrors errors) {
        int before = errors.size();
        network(text, path, errors);
        if (errors.size() == before && !text.equals(canonical(text))) {
            errors.invalid(path, text, "must be in canonical form (" + FieldError.quote(canonical(text)) + ")");
        }
    }

    /** Whether an error is of the kind that older versions did not see. */
    static boolean onlyStrict(FieldError error) {
        return STRICT.contains(error.detail());
    }

    private static String withoutZeros(String text) {
        return LEADING_ZEROS.matcher(text).replaceAll("");
    }

    private static boolean isMapped(String text) {
        byte[] bytes = IpLiteral.parse(text);
        return bytes != null && bytes.length == 16 && isMapped(bytes);
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
                : IpLiteral.parse(ZEROS_OF_V4.matcher(text.substring(0, slash)).replaceAll(""));
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

    private static String canonical(String network) {
        int slash = network.indexOf('/');
        return IpLiteral.text(Objects.requireNonNull(IpLiteral.parse(network.substring(0, slash))))
                + network.substring(slash);
    }

    /** The network with nothing behind its prefix, as {@link #canonical} writes it. */
    private static String masked(String network) {
        int slash = network.indexOf('/');
        byte[] bytes = Objects.requireNonNull(IpLiteral.parse(network.substring(0, slash)));
        int bits = Integer.parseInt(network.substring(slash + 1));
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.clamp(bits - 8 * i, 0, 8);
            bytes[i] &= (byte) (0xff00 >> kept);
        }
        return IpLiteral.text(bytes) + network.substring(slash);
    }

    static boolean isNetwork(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return false;
        }
        InetAddress address = parse(text.substring(0, slash));
        String bits = text.substring(slash + 1);
        return address != null
                && BITS.matcher(bits).matches()
                && (bits.equals("0") || !bits.startsWith("0"))
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
        int before = errors.size();
        address(text, path, errors);
        InetAddress address = parse(text);
        if (address == null || errors.size() > before) {
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
