package io.gantry.server.cel;

import java.math.BigInteger;

/** A range of addresses. Immutable. */
record Cidr(Ip address, int prefix) {
    /** @throws IllegalArgumentException when it is none */
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        String bits = slash < 0 ? "" : text.substring(slash + 1);
        boolean number = !bits.isEmpty()
                && bits.length() <= 3
                && bits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (bits.length() == 1 || !bits.startsWith("0"));
        if (!number || !Ip.is(text.substring(0, slash))) {
            throw new IllegalArgumentException("network address parse error during conversion from string: " + text);
        }
        Ip address = Ip.parse(text.substring(0, slash));
        if (Integer.parseInt(bits) > address.bits()) {
            throw new IllegalArgumentException("network address parse error during conversion from string: " + text);
        }
        return new Cidr(address, Integer.parseInt(bits));
    }

    static boolean is(String text) {
        try {
            parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private BigInteger network(Ip ip) {
        return ip.number().shiftRight(ip.bits() - prefix);
    }

    boolean contains(Ip ip) {
        return ip.bits() == address.bits() && network(ip).equals(network(address));
    }

    boolean contains(Cidr other) {
        return other.prefix >= prefix && contains(other.address);
    }

    Cidr masked() {
        int rest = address.bits() - prefix;
        byte[] number = address.number().shiftRight(rest).shiftLeft(rest).toByteArray();
        byte[] bytes = new byte[address.bits() / 8];
        int length = Math.min(number.length, bytes.length);
        System.arraycopy(number, number.length - length, bytes, bytes.length - length, length);
        return new Cidr(new Ip(bytes), prefix);
    }

    @Override
    public String toString() {
        return address + "/" + prefix;
    }
}
