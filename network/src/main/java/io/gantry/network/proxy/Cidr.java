package io.gantry.network.proxy;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * An address range such as {@code 10.244.0.0/24}, of either family. Immutable; texts are literals, never names to look up.
 *
 * @param base the first address as a number
 */
public record Cidr(Family family, BigInteger base, int prefix) {
    /** Reads {@code address/bits}; the host's bits may be set and are cleared. */
    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("a CIDR has the form ADDRESS/BITS, this has no bits: " + text);
        }
        try {
            var address = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
            int width = address.length * 8;
            int prefix = Integer.parseInt(text.substring(slash + 1));
            if (prefix < 0 || prefix > width) {
                throw new IllegalArgumentException("a CIDR's bits must be from 0 to " + width + ": " + text);
            }
            var number = new BigInteger(1, address);
            return new Cidr(
                    width == 32 ? Family.IPV4 : Family.IPV6,
                    number.shiftRight(width - prefix).shiftLeft(width - prefix),
                    prefix);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a CIDR's bits must be a number: " + text, e);
        }
    }

    static boolean isValid(String text) {
        try {
            return parse(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    public boolean contains(String address) {
        return Family.of(address) == family
                && number(address).shiftRight(free()).equals(base.shiftRight(free()));
    }

    public boolean contains(Cidr other) {
        return other.family == family
                && other.prefix >= prefix
                && other.base.shiftRight(free()).equals(base.shiftRight(free()));
    }

    /** The address at an offset from the first. */
    public String address(long offset) {
        var number = base.add(BigInteger.valueOf(offset));
        var bytes = new byte[width() / 8];
        var raw = number.toByteArray();
        for (int i = 0; i < bytes.length && i < raw.length; i++) {
            bytes[bytes.length - 1 - i] = raw[raw.length - 1 - i];
        }
        try {
            return InetAddress.getByAddress(bytes).getHostAddress();
        } catch (java.net.UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes, this one " + bytes.length, e);
        }
    }

    /** The ranges without those that lie in another one: what an nftables interval set accepts. */
    static List<String> cover(Collection<String> texts) {
        var all = new ArrayList<Cidr>();
        new LinkedHashSet<>(texts).forEach(t -> all.add(parse(t)));
        var result = new LinkedHashSet<String>();
        for (var cidr : all) {
            if (all.stream().noneMatch(other -> !other.equals(cidr) && other.contains(cidr))) {
                result.add(cidr.toString());
            }
        }
        return List.copyOf(result);
    }

    private static BigInteger number(String address) {
        return new BigInteger(1, InetAddress.ofLiteral(address).getAddress());
    }

    private int width() {
        return family == Family.IPV4 ? 32 : 128;
    }

    private int free() {
        return width() - prefix;
    }

    @Override
    public String toString() {
        return address(0) + "/" + prefix;
    }
}
