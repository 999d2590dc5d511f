package io.gantry.network.proxy;

/** An IP family: how nftables names it. */
public enum Family {
    IPV4("4", "ip", "ipv4_addr", "ipv4"),
    IPV6("6", "ip6", "ipv6_addr", "ipv6");

    private final String digit;
    private final String header;
    private final String type;
    private final String nfproto;

    Family(String digit, String header, String type, String nfproto) {
        this.digit = digit;
        this.header = header;
        this.type = type;
        this.nfproto = nfproto;
    }

    /** The end of the names of maps, sets and chains of this family. */
    String digit() {
        return digit;
    }

    /** {@code ip} or {@code ip6}. */
    String header() {
        return header;
    }

    /** The nftables type of an address. */
    String type() {
        return type;
    }

    String nfproto() {
        return nfproto;
    }

    /** The family of an address or a CIDR. */
    public static Family of(String address) {
        return address.indexOf(':') >= 0 ? IPV6 : IPV4;
    }
}
