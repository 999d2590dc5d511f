package io.gantry.program;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A range of addresses, written {@code 10.96.0.0/16}; the address is the range's first. */
public record Cidr(InetAddress address, int prefix) {
    public Cidr {
        var bits = address.getAddress().length * 8;
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(
                    "the prefix of " + address.getHostAddress() + "/" + prefix + " must be from 0 to " + bits);
        }
        var host = new BigInteger(1, address.getAddress()).mod(BigInteger.ONE.shiftLeft(bits - prefix));
        if (host.signum() != 0) {
            throw new IllegalArgumentException(address.getHostAddress() + "/" + prefix
                    + " is an address within a range; the range's own address ends with zero bits");
        }
    }

    public static Cidr parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("'" + text + "' is no range of addresses such as 10.96.0.0/16");
        }
        try {
            return new Cidr(
                    InetAddress.ofLiteral(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no range of addresses such as 10.96.0.0/16", e);
        }
    }

    /** The address {@code offset} places after the range's first. */
    public InetAddress plus(long offset) {
        var bytes = address.getAddress();
        var sum = new BigInteger(1, bytes).add(BigInteger.valueOf(offset)).toByteArray();
        var result = new byte[bytes.length];
        int length = Math.min(sum.length, result.length);
        System.arraycopy(sum, sum.length - length, result, result.length - length, length);
        try {
            return InetAddress.getByAddress(result);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    public boolean overlaps(Cidr other) {
        if (address.getAddress().length != other.address.getAddress().length) {
            return false;
        }
        int shared = Math.min(prefix, other.prefix);
        int shift = address.getAddress().length * 8 - shared;
        return new BigInteger(1, address.getAddress())
                .shiftRight(shift)
                .equals(new BigInteger(1, other.address.getAddress()).shiftRight(shift));
    }

    @Override
    public String toString() {
        return address.getHostAddress() + "/" + prefix;
    }
}
