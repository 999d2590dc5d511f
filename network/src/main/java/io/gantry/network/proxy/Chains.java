package io.gantry.network.proxy;

import java.util.List;

/**
 * The verdict chains: one per number of endpoints, whatever the number of Services.
 *
 * <p>A connection gets there with its destination still unchanged, so that (destination . protocol . port . random index)
 * finds the endpoint in a flat map. The random number passes through the packet's priority, which is the one field of a
 * fixed-size nftables type that can be set freely: a {@code numgen} directly in the key makes nft 1.0.6 unable to read its
 * own map back. Only the first packet of a connection gets here, and nothing but a queueing discipline looks at the
 * priority.
 *
 * <p>Indexes below 65536 count all endpoints, those above count the local ones, for externalTrafficPolicy Local.
 */
final class Chains {
    /** Kubernetes' mark for packets that must leave with the node's address; kube-proxy uses the same bit. */
    static final int MASQUERADE_MARK = 0x4000;

    static final String REFUSE = "refuse";
    static final String DROP = "discard";
    static final int LOCAL_OFFSET = 65536;

    private static final String PROTOCOLS = "meta l4proto { tcp, udp, sctp }";

    /** A chain with its rules, in order. The name says all that the rules depend on. */
    record Chain(String name, List<String> rules) {
        Chain {
            rules = List.copyOf(rules);
        }
    }

    private Chains() {}

    /** Index as the nftables type classid, in which the high half is before the colon, both hexadecimal. */
    static String index(int index) {
        return Integer.toHexString(index >>> 16) + ":" + Integer.toHexString(index & 0xffff);
    }

    /** Balances over all of {@code endpoints}. */
    static Chain balance(Family family, boolean node, int endpoints, int affinitySeconds) {
        var rules = new java.util.ArrayList<String>();
        rules.add(markUnlessFromPods(family));
        if (remembers(family, affinitySeconds)) {
            rules.add(remembered(family));
        }
        addPicks(rules, family, node, endpoints, 0, affinitySeconds);
        return new Chain(name(family, node, endpoints, affinitySeconds), rules);
    }

    /**
     * For externalTrafficPolicy Local: connections from outside go to local endpoints only and keep their source; pods and
     * the node itself are balanced over all.
     */
    static Chain balanceLocal(Family family, boolean node, int endpoints, int local, int affinitySeconds) {
        var rules = new java.util.ArrayList<String>();
        var all = "goto " + name(family, node, endpoints, affinitySeconds);
        rules.add(family.header() + " saddr @pods" + family.digit() + " " + all);
        rules.add("fib saddr type local " + all);
        if (local == 0) {
            rules.add("drop");
        } else {
            if (remembers(family, affinitySeconds)) {
                rules.add(remembered(family));
            }
            addPicks(rules, family, node, local, LOCAL_OFFSET, affinitySeconds);
        }
        return new Chain(name(family, node, endpoints, affinitySeconds) + "-l" + local, rules);
    }

    /**
     * Remembers, where a connection leaves, which endpoint its client got. (Where it comes in, nft 1.0.6 can only store
     * fields of the packet, not what a map says.)
     */
    static Chain remember(Family family, int seconds) {
        var rules = new java.util.ArrayList<String>();
        for (var protocol : Protocol.values()) {
            rules.add("meta l4proto " + protocol.text() + " update @affinity" + family.digit() + " { ct original "
                    + family.header() + " saddr . ct original " + family.header()
                    + " daddr . meta l4proto . ct original proto-dst timeout " + seconds + "s : " + family.header()
                    + " daddr . th dport }");
        }
        return new Chain("remember" + family.digit() + "-" + seconds, rules);
    }

    private static String name(Family family, boolean node, int endpoints, int affinitySeconds) {
        return (node ? "node" : "service") + family.digit() + "-" + endpoints
                + (affinitySeconds > 0 ? "-a" + affinitySeconds : "");
    }

    private static String markUnlessFromPods(Family family) {
        return family.header() + " saddr != @pods" + family.digit() + " meta mark set meta mark | "
                + String.format("0x%08x", MASQUERADE_MARK);
    }

    private static String remembered(Family family) {
        return PROTOCOLS + " dnat " + family.header() + " to " + family.header() + " saddr . " + family.header()
                + " daddr . meta l4proto . th dport map @affinity" + family.digit();
    }

    /**
     * Whether clients are remembered. Of IPv6 clients the address decides, without a memory: client, Service and endpoint
     * together do not fit into the kernel's 64 bytes of registers (libnftables 1.0.6 even aborts the process over it).
     */
    static boolean remembers(Family family, int affinitySeconds) {
        return affinitySeconds > 0 && family == Family.IPV4;
    }

    /**
     * A packet may be between two states of the table: it took this chain because of how many endpoints there were, and looks them up
     * when there are fewer. The kernel reads the generation anew for each look. What it does not find then would go on with its
     * destination unchanged, and so would all that follow in the connection: it gets the first endpoint instead, and is dropped, to be
     * sent again, if there is none either.
     */
    private static void addPicks(
            List<String> rules, Family family, boolean node, int count, int offset, int affinitySeconds) {
        rules.add(pick(family, node, count, offset, affinitySeconds));
        if (count > 1) {
            rules.add(pick(family, node, 1, offset, affinitySeconds));
        }
        rules.add("drop");
    }

    private static String pick(Family family, boolean node, int count, int offset, int affinitySeconds) {
        var hashes = affinitySeconds > 0 && !remembers(family, affinitySeconds);
        var random = count == 1
                ? index(offset)
                : (hashes ? "jhash " + family.header() + " saddr mod " : "numgen random mod ")
                        + count
                        + (offset == 0 ? "" : " offset " + offset);
        return "meta priority set " + random + " " + PROTOCOLS + " dnat " + family.header() + " to "
                + (node ? "" : family.header() + " daddr . ") + "meta l4proto . th dport . meta priority map @"
                + (node ? "nodeendpoints" : "endpoints") + family.digit();
    }
}
