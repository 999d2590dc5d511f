package io.gantry.api.warnings;

import io.gantry.api.types.IpLiteral;
import io.gantry.api.validation.FieldError;
import io.gantry.api.validation.FieldPath;
import java.util.Arrays;
import java.util.List;

/** Addresses and networks that are accepted and have a better form. */
final class AddressForms {
    private static final int V4_BITS = 32;
    private static final int MAPPED_BITS = 96;

    private AddressForms() {}

    static void address(String value, FieldPath path, List<String> warnings) {
        byte[] bytes = IpLiteral.parse(value);
        if (bytes == null) {
            return; // validation has refused it, or it is nothing to look at
        }
        if (isMapped(bytes)) {
            warnings.add(path + ": non-standard IP address " + FieldError.quote(value)
                    + " will be considered invalid in a future Kubernetes release: use "
                    + FieldError.quote(IpLiteral.text(unmapped(bytes))));
            return;
        }
        String text = IpLiteral.text(bytes);
        if (bytes.length == 16 && !text.equals(value)) {
            warnings.add(path + ": IPv6 address " + FieldError.quote(value)
                    + " should be in RFC 5952 canonical format (" + FieldError.quote(text) + ")");
        }
    }

    static void network(String value, FieldPath path, List<String> warnings) {
        int slash = value.indexOf('/');
        byte[] bytes = slash < 0 ? null : IpLiteral.parse(value.substring(0, slash));
        String length = value.substring(slash + 1);
        if (bytes == null || !length.matches("[0-9]{1,3}") || Integer.parseInt(length) > Byte.SIZE * bytes.length) {
            return;
        }
        int bits = Integer.parseInt(length);
        byte[] masked = masked(bytes, bits);
        String common = text(masked, bits);
        int before = warnings.size();
        if (!Arrays.equals(masked, bytes)) {
            String single = text(bytes) + "/" + Byte.SIZE * bytes.length;
            warnings.add(path + ": CIDR value " + FieldError.quote(value) + " is ambiguous in this context (should be "
                    + FieldError.quote(common) + " or " + FieldError.quote(single) + "?)");
        }
        if (isMapped(bytes)) {
            warnings.add(path + ": non-standard CIDR value " + FieldError.quote(value)
                    + " will be considered invalid in a future Kubernetes release: use " + FieldError.quote(common));
        }
        if (warnings.size() == before && bytes.length == 16 && !common.equals(value)) {
            warnings.add(path + ": IPv6 CIDR value " + FieldError.quote(value)
                    + " should be in RFC 5952 canonical format (" + FieldError.quote(common) + ")");
        }
    }

    private static String text(byte[] network, int bits) {
        boolean four = isMapped(network) && bits >= MAPPED_BITS;
        return (four ? text(network) : IpLiteral.text(network)) + "/" + (four ? bits - MAPPED_BITS : bits);
    }

    private static String text(byte[] address) {
        return IpLiteral.text(isMapped(address) ? unmapped(address) : address);
    }

    private static byte[] masked(byte[] bytes, int bits) {
        byte[] masked = bytes.clone();
        for (int bit = bits; bit < Byte.SIZE * masked.length; bit++) {
            masked[bit / Byte.SIZE] &= (byte) ~(1 << (Byte.SIZE - 1 - bit % Byte.SIZE));
        }
        return masked;
    }

    /** Whether it is an IPv4 address in IPv6 form, as in ::ffff:10.0.0.1. */
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

    private static byte[] unmapped(byte[] bytes) {
        return Arrays.copyOfRange(bytes, bytes.length - V4_BITS / Byte.SIZE, bytes.length);
    }
}
