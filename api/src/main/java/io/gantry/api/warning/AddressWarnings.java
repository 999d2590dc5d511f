package io.gantry.api.warning;

import io.gantry.api.types.IpLiteral;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldPath;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses and networks that are written in another way than programs write them. What is not an address at all is left to
 * validation.
 */
final class AddressWarnings {
    private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9a-fA-F])0+(?=[0-9a-fA-F])");
    private static final Pattern BITS = Pattern.compile("[0-9]{1,9}");

    private AddressWarnings() {}

    static void address(@Nullable String text, FieldPath path, List<String> warnings) {
        byte[] bytes = text == null ? null : lenient(text);
        if (text == null || bytes == null) {
            return;
        }
        byte[] shown = isMapped(bytes) ? last(bytes) : bytes;
        if (isMapped(bytes) || IpLiteral.parse(text) == null) {
            warnings.add(path + ": non-standard IP address " + FieldError.quote(text)
                    + " will be considered invalid in a future Kubernetes release: use "
                    + FieldError.quote(IpLiteral.text(shown)));
        } else if (bytes.length == 16 && !IpLiteral.text(bytes).equals(text)) {
            warnings.add(path + ": IPv6 address " + FieldError.quote(text) + " should be in RFC 5952 canonical format ("
                    + FieldError.quote(IpLiteral.text(bytes)) + ")");
        }
    }

    static void network(String text, FieldPath path, List<String> warnings) {
        int slash = text.indexOf('/');
        byte[] given = slash < 0 ? null : lenient(text.substring(0, slash));
        String bits = text.substring(slash + 1);
        if (given == null || !BITS.matcher(bits).matches() || Integer.parseInt(bits) > 8 * given.length) {
            return;
        }
        boolean mapped = isMapped(given) && Integer.parseInt(bits) >= 96;
        byte[] address = mapped ? last(given) : given;
        int length = Integer.parseInt(bits) - (mapped ? 96 : 0);
        String network = IpLiteral.text(masked(address, length)) + "/" + length;
        int before = warnings.size();
        if (!network.equals(IpLiteral.text(address) + "/" + length)) {
            String single = IpLiteral.text(isMapped(given) ? last(given) : given) + "/" + 8 * given.length;
            warnings.add(path + ": CIDR value " + FieldError.quote(text) + " is ambiguous in this context (should be "
                    + FieldError.quote(network) + " or " + FieldError.quote(single) + "?)");
        }
        boolean zeros = IpLiteral.parse(text.substring(0, slash)) == null || bits.startsWith("0") && bits.length() > 1;
        if (zeros || isMapped(given)) {
            warnings.add(path + ": non-standard CIDR value " + FieldError.quote(text)
                    + " will be considered invalid in a future Kubernetes release: use " + FieldError.quote(network));
        }
        if (warnings.size() == before && address.length == 16 && !network.equals(text)) {
            warnings.add(path + ": IPv6 CIDR value " + FieldError.quote(text)
                    + " should be in RFC 5952 canonical format (" + FieldError.quote(network) + ")");
        }
    }

    /** The bytes of an address that may have leading zeros; null for what is none. */
    private static byte @Nullable [] lenient(String text) {
        byte[] bytes = IpLiteral.parse(text);
        return bytes == null ? IpLiteral.parse(LEADING_ZEROS.matcher(text).replaceAll("")) : bytes;
    }

    private static boolean isMapped(byte[] bytes) {
        if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] last(byte[] bytes) {
        return new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]};
    }

    private static byte[] masked(byte[] address, int length) {
        byte[] bytes = address.clone();
        for (int i = 0; i < bytes.length; i++) {
            int kept = Math.clamp(length - 8L * i, 0, 8);
            bytes[i] &= (byte) (0xff00 >> kept);
        }
        return bytes;
    }
}
