package io.gantry.network.proxy;

import java.util.List;
import java.util.stream.Stream;

/**
 * The parts of our tables that never change while the proxy runs: empty maps and the chains that hang in the kernel's
 * hooks. Everything else are elements ({@link Model}).
 *
 * <p>Why the bridge table: two pods on one bridge would answer each other directly, past the connection tracking that has
 * to turn the endpoint's address back into the Service's. Instead of asking for the machine-wide
 * {@code bridge-nf-call-iptables}, frames between pods are addressed to the bridge itself, so that the node routes them.
 * Where that sysctl is on already (Docker does it), both ways work.
 */
final class BaseTable {
    private BaseTable() {}

    /** Commands that make our tables anew and empty, as part of a transaction; those that were there vanish in it. */
    static String replace(ProxyConfig config) {
        var out = new StringBuilder(4096);
        for (var family : List.of("inet", "bridge")) {
            out.append("add table ")
                    .append(family)
                    .append(' ')
                    .append(config.table())
                    .append('\n');
            out.append("delete table ")
                    .append(family)
                    .append(' ')
                    .append(config.table())
                    .append('\n');
        }
        inet(config, out);
        bridge(config, out);
        return out.toString();
    }

    private static void inet(ProxyConfig config, StringBuilder out) {
        out.append("table inet ").append(config.table()).append(" {\n");
        var families =
                Stream.of(Family.values()).filter(config.families()::contains).toList();
        for (var family : families) {
            maps(family, out);
        }
        chain(
                out,
                Chains.REFUSE,
                List.of("meta l4proto tcp reject with tcp reset", "reject with icmpx type port-unreachable"));
        chain(out, Chains.DROP, List.of("drop"));
        for (var family : families) {
            dispatch(config, family, out);
        }
        var dispatch = families.stream()
                .map(f -> "meta nfproto " + f.nfproto() + " jump dispatch" + f.digit())
                .toList();

        // Only pods could send a packet for 127.0.0.0/8 to the bridge, where route_localnet lets it in.
        chain(
                out,
                "guard",
                List.of(
                        "type filter hook prerouting priority raw; policy accept;",
                        "iifname " + config.bridge() + " ip daddr 127.0.0.0/8 drop"));

        var prerouting = new java.util.ArrayList<String>();
        prerouting.add("type nat hook prerouting priority -100; policy accept;");
        // The pods of another cluster on this machine may use the same Service addresses.
        prerouting.add("iifname \"" + config.devicePrefix() + "*\" iifname != \"" + config.ownPrefix() + "*\" return");
        prerouting.addAll(dispatch);
        chain(out, "prerouting", prerouting);
        refusals(config, families, out);
        chain(
                out,
                "output",
                Stream.concat(Stream.of("type nat hook output priority -100; policy accept;"), dispatch.stream())
                        .toList());
        // Connections to an endpoint that is this node itself do not pass postrouting on a device of ours.
        var input = new java.util.ArrayList<String>();
        input.add("type nat hook input priority 100; policy accept;");
        families.forEach(f -> input.addAll(rememberAffinity(f)));
        chain(out, "input", input);
        postrouting(config, families, out);
        out.append("}\n");
    }

    /**
     * Connections that no endpoint can take, looked at right after the hook that would have sent them to one. In chains of
     * type filter, because an ICMP error that comes from a nat chain is lost.
     */
    private static void refusals(ProxyConfig config, List<Family> families, StringBuilder out) {
        var common = new java.util.ArrayList<String>();
        for (var family : families) {
            common.add(family.header() + " daddr . meta l4proto . th dport @refused" + family.digit() + " goto "
                    + Chains.REFUSE);
            common.add("meta nfproto " + family.nfproto()
                    + " fib daddr type local meta l4proto . th dport @refusednodeports" + family.digit() + " goto "
                    + Chains.REFUSE);
        }
        var fromOutside = new java.util.ArrayList<String>();
        fromOutside.add("type filter hook prerouting priority -90; policy accept;");
        fromOutside.add("ct state != new return");
        fromOutside.add("iifname \"" + config.devicePrefix() + "*\" iifname != \"" + config.ownPrefix() + "*\" return");
        fromOutside.addAll(common);
        for (var cidr : config.serviceCidrs()) {
            var family = Family.of(cidr);
            if (families.contains(family)) {
                // Still a Service address after all Services have been looked up: there is none, or not this port.
                fromOutside.add("iifname " + config.bridge() + " " + family.header() + " daddr " + cidr + " goto "
                        + Chains.REFUSE);
            }
        }
        chain(out, "refusals", fromOutside);
        var own = new java.util.ArrayList<String>();
        own.add("type filter hook output priority -90; policy accept;");
        own.add("ct state != new return");
        own.addAll(common);
        chain(out, "ownrefusals", own);
    }

    private static void maps(Family family, StringBuilder out) {
        var address = family.type();
        var digit = family.digit();
        object(out, "set pods" + digit, "type " + address + "; flags interval;");
        object(out, "set hairpin" + digit, "type " + address + " . " + address + ";");
        object(out, "set refused" + digit, "type " + address + " . inet_proto . inet_service;");
        object(out, "set refusednodeports" + digit, "type inet_proto . inet_service;");
        object(out, "map services" + digit, "type " + address + " . inet_proto . inet_service : verdict;");
        object(out, "map nodeports" + digit, "type inet_proto . inet_service : verdict;");
        var target = " : " + address + " . inet_service;";
        object(out, "map endpoints" + digit, "type " + address + " . inet_proto . inet_service . classid" + target);
        object(out, "map nodeendpoints" + digit, "type inet_proto . inet_service . classid" + target);
        object(out, "map hostports" + digit, "type inet_proto . inet_service" + target);
        object(out, "map hostipports" + digit, "type " + address + " . inet_proto . inet_service" + target);
        if (!Chains.remembers(family, 1)) {
            return;
        }
        object(
                out,
                "map affinity" + digit,
                "type " + address + " . " + address + " . inet_proto . inet_service" + target
                        + " flags dynamic,timeout; size 262144;");
        object(out, "map affinityservices" + digit, "type " + address + " . inet_proto . inet_service : verdict;");
        object(out, "map affinitynodeports" + digit, "type inet_proto . inet_service : verdict;");
    }

    private static void dispatch(ProxyConfig config, Family family, StringBuilder out) {
        var rules = new java.util.ArrayList<String>();
        var header = family.header();
        var digit = family.digit();
        var dns = config.dns();
        if (dns != null && Family.of(dns.clusterIp()) == family) {
            var address = family == Family.IPV6 ? "[" + dns.address() + "]" : dns.address();
            for (var protocol : List.of("udp", "tcp")) {
                rules.add(header + " daddr " + dns.clusterIp() + " " + protocol + " dport 53 dnat " + header + " to "
                        + address + ":" + dns.port());
            }
        }
        rules.add(header + " daddr . meta l4proto . th dport vmap @services" + digit);
        rules.add("fib daddr type != local return");
        rules.add("meta l4proto . th dport vmap @nodeports" + digit);
        rules.add("meta l4proto { tcp, udp, sctp } dnat " + header + " to " + header
                + " daddr . meta l4proto . th dport map @hostipports" + digit);
        rules.add("meta l4proto { tcp, udp, sctp } dnat " + header + " to meta l4proto . th dport map @hostports"
                + digit);
        chain(out, "dispatch" + digit, rules);
    }

    private static void postrouting(ProxyConfig config, List<Family> families, StringBuilder out) {
        var rules = new java.util.ArrayList<String>();
        rules.add("type nat hook postrouting priority srcnat; policy accept;");
        families.forEach(f -> rules.addAll(rememberAffinity(f)));
        rules.add(String.format(
                "meta mark & 0x%08x != 0 meta mark set meta mark & 0x%08x masquerade fully-random",
                Chains.MASQUERADE_MARK, ~Chains.MASQUERADE_MARK));
        // A local program that asked 127.0.0.1 for a nodePort or a hostPort.
        rules.add("ip saddr 127.0.0.0/8 oifname " + config.bridge() + " masquerade fully-random");
        for (var family : families) {
            // A pod that reached itself through its Service: without this it would answer itself directly.
            rules.add(family.header() + " saddr . " + family.header() + " daddr @hairpin" + family.digit()
                    + " masquerade fully-random");
        }
        for (var cidr : config.podCidrs()) {
            var family = Family.of(cidr);
            if (families.contains(family)) {
                rules.add(family.header() + " saddr " + cidr + " " + family.header() + " daddr != @pods"
                        + family.digit() + " oifname != " + config.bridge() + " masquerade fully-random");
            }
        }
        chain(out, "postrouting", rules);
    }

    private static List<String> rememberAffinity(Family family) {
        var rules = new java.util.ArrayList<String>();
        if (!Chains.remembers(family, 1)) {
            return rules;
        }
        // nft knows the type of ct's ports only after a match of one protocol: one rule each.
        for (var protocol : Protocol.values()) {
            var begin = "meta nfproto " + family.nfproto() + " ct status dnat meta l4proto " + protocol.text() + " ";
            rules.add(begin + "ct original " + family.header()
                    + " daddr . meta l4proto . ct original proto-dst vmap @affinityservices" + family.digit());
            rules.add(begin + "meta l4proto . ct original proto-dst vmap @affinitynodeports" + family.digit());
        }
        return rules;
    }

    private static void bridge(ProxyConfig config, StringBuilder out) {
        out.append("table bridge ").append(config.table()).append(" {\n");
        var rules = new java.util.ArrayList<String>();
        rules.add("type filter hook prerouting priority dstnat; policy accept;");
        for (var cidr : config.podCidrs()) {
            var family = Family.of(cidr);
            if (config.families().contains(family)) {
                rules.add(family.header() + " saddr " + cidr + " " + family.header() + " daddr " + cidr
                        + " meta pkttype { host, other } ether daddr set " + config.bridgeMac()
                        + " meta pkttype set host");
            }
        }
        chain(out, "prerouting", rules);
        out.append("}\n");
    }

    private static void object(StringBuilder out, String head, String body) {
        out.append(' ').append(head).append(" { ").append(body).append(" }\n");
    }

    static void chain(StringBuilder out, String name, List<String> rules) {
        out.append(" chain ").append(name).append(" {\n");
        for (var rule : rules) {
            out.append("  ").append(rule).append('\n');
        }
        out.append(" }\n");
    }
}
