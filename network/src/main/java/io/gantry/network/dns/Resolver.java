package io.gantry.network.dns;

import io.gantry.network.proxy.Cidr;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.NameTooLongException;
import org.xbill.DNS.PTRRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.SRVRecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Kubernetes' DNS specification 1.1.0 as a pure function: (view, question) to {@link Answer}.
 *
 * <p>Below {@code svc}: Services with their cluster IPs; headless ones with their endpoints, which also have names of their
 * own; SRV for named ports; CNAME for ExternalName. Below {@code pod}: the address that the name itself spells. Reverse
 * names of addresses that belong to the cluster. A name that exists, or has one below it, is never denied (NXDOMAIN): it has
 * no data of the type (NODATA). TTLs are 5 seconds, positive and negative, as in CoreDNS' kubernetes plugin.
 */
public final class Resolver {
    static final int TTL = 5;
    private static final String SPECIFICATION = "1.1.0";
    private static final int WEIGHT = 100;
    private static final int MAX_ALIASES = 8;

    private final DnsView view;
    private final Name zone;
    private final String dnsAddress;
    private final List<Cidr> ownRanges;
    private final Name nameServer;

    /**
     * @param clusterDomain such as {@code cluster.local}
     * @param dnsAddress of the name server itself
     * @param ownRanges addresses whose reverse names nobody outside is asked for
     */
    public Resolver(DnsView view, String clusterDomain, String dnsAddress, List<Cidr> ownRanges) {
        this.view = view;
        this.zone = absolute(clusterDomain + ".");
        this.dnsAddress = dnsAddress;
        this.ownRanges = List.copyOf(ownRanges);
        this.nameServer = below("ns.dns", zone);
    }

    /** Answers a question; null when it is not about the cluster, and others must be asked. */
    public @Nullable Answer resolve(Name name, int type) {
        if (name.subdomain(zone)) {
            return view.ready() ? follow(type, inZone(name, type)) : failure();
        }
        return reverse(name, type);
    }

    /** Goes on where a CNAME stays in the cluster. */
    private Answer follow(int type, Answer answer) {
        var current = answer;
        for (int i = 0; i < MAX_ALIASES; i++) {
            var next = current.follow();
            if (next == null || !next.subdomain(zone)) {
                return current;
            }
            var more = inZone(next, type);
            var answers = new ArrayList<>(current.answers());
            answers.addAll(more.answers());
            current = new Answer(more.rcode(), answers, more.authority(), more.additional(), more.follow());
        }
        return failure();
    }

    private Answer inZone(Name name, int type) {
        var labels = labels(name);
        int n = labels.size();
        if (n == 0) {
            return switch (type) {
                case Type.SOA -> Answer.of(List.of(soa(zone)), List.of());
                case Type.NS ->
                    Answer.of(
                            List.of(new NSRecord(name, DClass.IN, TTL, nameServer)),
                            addresses(nameServer, Type.ANY, List.of(dnsAddress)));
                default -> Answer.noData(soa(zone));
            };
        }
        return switch (labels.getLast()) {
            case "svc" -> services(name, type, labels);
            case "pod" -> pods(name, type, labels);
            case "dns" ->
                switch (n) {
                    case 1 -> Answer.noData(soa(zone));
                    case 2 ->
                        labels.getFirst().equals("ns")
                                ? data(addresses(name, type, List.of(dnsAddress)))
                                : Answer.noSuchName(soa(zone));
                    default -> Answer.noSuchName(soa(zone));
                };
            case "dns-version" ->
                n > 1
                        ? Answer.noSuchName(soa(zone))
                        : type == Type.TXT || type == Type.ANY
                                ? Answer.of(List.of(new TXTRecord(name, DClass.IN, TTL, SPECIFICATION)), List.of())
                                : Answer.noData(soa(zone));
            default -> Answer.noSuchName(soa(zone));
        };
    }

    /** {@code [endpoint.|_port._protocol.]service.namespace.svc}. */
    private Answer services(Name name, int type, List<String> labels) {
        int n = labels.size();
        if (n == 1) {
            return Answer.noData(soa(zone));
        }
        var namespace = labels.get(n - 2);
        if (!view.hasNamespace(namespace)) {
            return Answer.noSuchName(soa(zone));
        }
        if (n == 2) {
            return Answer.noData(soa(zone));
        }
        var serviceName = labels.get(n - 3);
        var service = view.service(namespace, serviceName);
        if (service == null) {
            return Answer.noSuchName(soa(zone));
        }
        var owner = new Owner(namespace, serviceName, service);
        if (!service.externalName().isEmpty()) {
            return n == 3 ? external(name, type, service.externalName()) : Answer.noSuchName(soa(zone));
        }
        return switch (n) {
            case 3 -> type == Type.SRV ? srv(name, owner, null, null) : data(addresses(name, type, owner.addresses()));
            case 4 -> fourth(name, type, owner, labels.getFirst());
            case 5 -> port(name, type, owner, labels.get(0), labels.get(1));
            default -> Answer.noSuchName(soa(zone));
        };
    }

    private Answer fourth(Name name, int type, Owner owner, String label) {
        if (label.startsWith("_")) {
            // Nothing itself, but ports are below it.
            return owner.service().ports().stream()
                            .anyMatch(p -> label.equals("_" + p.protocol())
                                    && !p.name().isEmpty())
                    ? Answer.noData(soa(zone))
                    : Answer.noSuchName(soa(zone));
        }
        var found = owner.endpoints().stream()
                .filter(e -> e.hostname().equalsIgnoreCase(label))
                .map(DnsView.Endpoint::address)
                .toList();
        return found.isEmpty() ? Answer.noSuchName(soa(zone)) : data(addresses(name, type, found));
    }

    private Answer port(Name name, int type, Owner owner, String port, String protocol) {
        if (!port.startsWith("_")
                || !protocol.startsWith("_")
                || owner.service().ports().stream()
                        .noneMatch(p -> port.equals("_" + p.name()) && protocol.equals("_" + p.protocol()))) {
            return Answer.noSuchName(soa(zone));
        }
        return type == Type.SRV || type == Type.ANY
                ? srv(name, owner, port.substring(1), protocol.substring(1))
                : Answer.noData(soa(zone));
    }

    /** SRV records of one named port, or of all ports. */
    private Answer srv(Name name, Owner owner, @Nullable String port, @Nullable String protocol) {
        var records = new LinkedHashSet<Record>();
        var additional = new LinkedHashSet<Record>();
        if (!owner.service().headless()) {
            var target = owner.name();
            for (var candidate : owner.service().ports()) {
                if (matches(candidate, port, protocol)) {
                    records.add(new SRVRecord(name, DClass.IN, TTL, 0, WEIGHT, candidate.number(), target));
                    additional.addAll(addresses(target, Type.ANY, owner.addresses()));
                }
            }
        } else {
            var endpoints = owner.endpoints();
            int weight = Math.max(1, WEIGHT / Math.max(1, endpoints.size()));
            for (var endpoint : endpoints) {
                for (var candidate : endpoint.ports()) {
                    if (matches(candidate, port, protocol)) {
                        var target = below(endpoint.hostname(), owner.name());
                        records.add(new SRVRecord(name, DClass.IN, TTL, 0, weight, candidate.number(), target));
                        additional.addAll(addresses(target, Type.ANY, List.of(endpoint.address())));
                    }
                }
            }
        }
        return records.isEmpty() ? Answer.noData(soa(zone)) : Answer.of(List.copyOf(records), List.copyOf(additional));
    }

    private static boolean matches(DnsView.Port candidate, @Nullable String port, @Nullable String protocol) {
        return port == null
                || candidate.name().equals(port) && candidate.protocol().equals(protocol);
    }

    private Answer external(Name name, int type, String externalName) {
        var literal = literal(externalName);
        if (literal != null) {
            return data(addresses(name, type, List.of(externalName)));
        }
        Name target;
        try {
            target = Name.fromString(externalName, Name.root);
        } catch (TextParseException e) {
            return failure();
        }
        var alias = new CNAMERecord(name, DClass.IN, TTL, target);
        return new Answer(
                Rcode.NOERROR,
                List.of(alias),
                List.of(),
                List.of(),
                type == Type.CNAME || type == Type.ANY ? null : target);
    }

    /** {@code 10-244-0-5.namespace.pod}: the name says the address; whether there is such a pod is not looked up. */
    private Answer pods(Name name, int type, List<String> labels) {
        int n = labels.size();
        if (n == 1) {
            return Answer.noData(soa(zone));
        }
        if (!view.hasNamespace(labels.get(n - 2))) {
            return Answer.noSuchName(soa(zone));
        }
        if (n == 2) {
            return Answer.noData(soa(zone));
        }
        var address = n == 3 ? undashed(labels.getFirst()) : null;
        return address == null ? Answer.noSuchName(soa(zone)) : data(addresses(name, type, List.of(address)));
    }

    private @Nullable Answer reverse(Name name, int type) {
        InetAddress address;
        try {
            address = ReverseMap.fromName(name);
        } catch (UnknownHostException | RuntimeException e) {
            return null;
        }
        var text = address.getHostAddress();
        var names = view.namesOf(canonical(text));
        var root = name.labels() > 8 ? absolute("ip6.arpa.") : absolute("in-addr.arpa.");
        if (names.isEmpty()) {
            return ownRanges.stream().anyMatch(r -> r.contains(text)) ? Answer.noSuchName(soa(root)) : null;
        }
        if (type != Type.PTR && type != Type.ANY) {
            return Answer.noData(soa(root));
        }
        return Answer.of(
                names.stream()
                        .<Record>map(n -> new PTRRecord(name, DClass.IN, TTL, below(n, zone)))
                        .toList(),
                List.of());
    }

    private static Answer failure() {
        return new Answer(Rcode.SERVFAIL, List.of(), List.of(), List.of(), null);
    }

    private Answer data(List<Record> records) {
        return records.isEmpty() ? Answer.noData(soa(zone)) : Answer.of(records, List.of());
    }

    private static List<Record> addresses(Name name, int type, List<String> addresses) {
        var records = new LinkedHashSet<Record>();
        for (var text : addresses) {
            var address = Objects.requireNonNull(literal(text), text);
            boolean four = address.getAddress().length == 4;
            if (type == Type.ANY || type == (four ? Type.A : Type.AAAA)) {
                records.add(
                        four
                                ? new ARecord(name, DClass.IN, TTL, address)
                                : new AAAARecord(name, DClass.IN, TTL, address));
            }
        }
        return List.copyOf(records);
    }

    private SOARecord soa(Name owner) {
        return new SOARecord(owner, DClass.IN, TTL, nameServer, below("hostmaster", zone), 1, 7200, 1800, 86400, TTL);
    }

    private static @Nullable InetAddress literal(String text) {
        try {
            return InetAddress.ofLiteral(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String undashed(String label) {
        if (label.matches("\\d{1,3}(-\\d{1,3}){3}")) {
            var four = label.replace('-', '.');
            return literal(four) == null ? null : four;
        }
        var six = label.replace('-', ':');
        return label.matches("[0-9a-f-]{2,39}") && six.contains(":") && literal(six) != null ? six : null;
    }

    private static String canonical(String address) {
        // The JDK writes an IPv6 address without the "::" that the API's canonical form has.
        return address.indexOf(':') < 0 ? address : Canonical.ipv6(address);
    }

    private List<String> labels(Name name) {
        var relative = name.relativize(zone);
        var labels = new ArrayList<String>();
        // The zone itself becomes "@", whose only label is empty.
        for (int i = 0; i < relative.labels(); i++) {
            var label = relative.getLabelString(i).toLowerCase(Locale.ROOT);
            if (!label.isEmpty() && !label.equals("@")) {
                labels.add(label);
            }
        }
        return labels;
    }

    private static Name absolute(String text) {
        try {
            return Name.fromString(text);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("not a domain name: " + text, e);
        }
    }

    private static Name below(String labels, Name origin) {
        try {
            return Name.concatenate(Name.fromString(labels), origin);
        } catch (TextParseException | NameTooLongException e) {
            throw new IllegalArgumentException("not a domain name: " + labels + "." + origin, e);
        }
    }

    /** A Service and where it is. */
    private final class Owner {
        private final String namespace;
        private final String serviceName;
        private final DnsView.Service service;

        Owner(String namespace, String serviceName, DnsView.Service service) {
            this.namespace = namespace;
            this.serviceName = serviceName;
            this.service = service;
        }

        DnsView.Service service() {
            return service;
        }

        List<DnsView.Endpoint> endpoints() {
            return view.endpoints(namespace, serviceName);
        }

        List<String> addresses() {
            return service.headless()
                    ? endpoints().stream().map(DnsView.Endpoint::address).toList()
                    : service.clusterIps();
        }

        Name name() {
            return below(serviceName + "." + namespace + ".svc", zone);
        }
    }
}
