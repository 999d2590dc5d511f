package io.gantry.network.dns;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.network.proxy.Cidr;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

/** The DNS specification of Kubernetes as a table. */
class ResolverTest {
    private final FixedView view = FixedView.example();
    private final Resolver resolver = new Resolver(
            view, "cluster.local", "10.96.0.10", List.of(Cidr.parse("10.96.0.0/16"), Cidr.parse("10.244.0.0/16")));

    private Answer ask(String name, String type) throws Exception {
        return Objects.requireNonNull(resolver.resolve(Name.fromString(name), Type.value(type)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                // name | type | rcode | answers
                "web.default.svc.cluster.local. | A | NOERROR | 10.96.0.20",
                "WEB.Default.SVC.cluster.LOCAL. | A | NOERROR | 10.96.0.20",
                "web.default.svc.cluster.local. | AAAA | NOERROR | ''",
                "web.default.svc.cluster.local. | TXT | NOERROR | ''",
                "dual.default.svc.cluster.local. | A | NOERROR | 10.96.0.21",
                "dual.default.svc.cluster.local. | AAAA | NOERROR | fd00:96:0:0:0:0:0:21",
                "db.default.svc.cluster.local. | A | NOERROR | 10.244.0.5 10.244.1.6 10.244.1.7",
                "db-0.db.default.svc.cluster.local. | A | NOERROR | 10.244.0.5",
                "10-244-1-7.db.default.svc.cluster.local. | A | NOERROR | 10.244.1.7",
                "10-244-0-9.web.default.svc.cluster.local. | A | NOERROR | 10.244.0.9",
                "db-9.db.default.svc.cluster.local. | A | NXDOMAIN | ''",
                "empty.default.svc.cluster.local. | A | NOERROR | ''",
                "missing.default.svc.cluster.local. | A | NXDOMAIN | ''",
                "web.missing.svc.cluster.local. | A | NXDOMAIN | ''",
                "web.kube-system.svc.cluster.local. | A | NXDOMAIN | ''",
                "default.svc.cluster.local. | A | NOERROR | ''",
                "missing.svc.cluster.local. | A | NXDOMAIN | ''",
                "svc.cluster.local. | A | NOERROR | ''",
                "cluster.local. | A | NOERROR | ''",
                "web.cluster.local. | A | NXDOMAIN | ''",
                "a.b.web.default.svc.cluster.local. | A | NXDOMAIN | ''",
                "a.b.c.web.default.svc.cluster.local. | A | NXDOMAIN | ''",
                "_http._tcp.web.default.svc.cluster.local. | SRV | NOERROR | 0 100 80 web.default.svc.cluster.local.",
                "_http._tcp.web.default.svc.cluster.local. | A | NOERROR | ''",
                "_http._udp.web.default.svc.cluster.local. | SRV | NXDOMAIN | ''",
                "_smtp._tcp.web.default.svc.cluster.local. | SRV | NXDOMAIN | ''",
                "_tcp.web.default.svc.cluster.local. | SRV | NOERROR | ''",
                "_udp.web.default.svc.cluster.local. | SRV | NXDOMAIN | ''",
                "_sql._tcp.db.default.svc.cluster.local. | SRV | NOERROR | 0 33 5432 10-244-1-7.db.default.svc.cluster.local."
                        + " 0 33 5432 db-0.db.default.svc.cluster.local. 0 33 5432 db-1.db.default.svc.cluster.local.",
                "web.default.svc.cluster.local. | SRV | NOERROR | 0 100 80 web.default.svc.cluster.local.",
                "10-244-0-5.default.pod.cluster.local. | A | NOERROR | 10.244.0.5",
                "10-244-0-5.default.pod.cluster.local. | AAAA | NOERROR | ''",
                "fd00--5.default.pod.cluster.local. | AAAA | NOERROR | fd00:0:0:0:0:0:0:5",
                "10-244-0-5.missing.pod.cluster.local. | A | NXDOMAIN | ''",
                "10-244-0-500.default.pod.cluster.local. | A | NXDOMAIN | ''",
                "nonsense.default.pod.cluster.local. | A | NXDOMAIN | ''",
                "default.pod.cluster.local. | A | NOERROR | ''",
                "away.default.svc.cluster.local. | CNAME | NOERROR | www.example.org.",
                "alias.default.svc.cluster.local. | A | NOERROR | web.default.svc.cluster.local. 10.96.0.20",
                "alias.default.svc.cluster.local. | AAAA | NOERROR | web.default.svc.cluster.local.",
                "x.away.default.svc.cluster.local. | A | NXDOMAIN | ''",
                "circle.default.svc.cluster.local. | A | SERVFAIL | ''",
                "literal.default.svc.cluster.local. | A | NOERROR | 192.0.2.7",
                "dns-version.cluster.local. | TXT | NOERROR | 1.1.0",
                "ns.dns.cluster.local. | A | NOERROR | 10.96.0.10",
                "cluster.local. | NS | NOERROR | ns.dns.cluster.local.",
                "20.0.96.10.in-addr.arpa. | PTR | NOERROR | web.default.svc.cluster.local.",
                "5.0.244.10.in-addr.arpa. | PTR | NOERROR | db-0.db.default.svc.cluster.local.",
                "20.0.96.10.in-addr.arpa. | A | NOERROR | ''",
                "99.99.96.10.in-addr.arpa. | PTR | NXDOMAIN | ''",
                "1.2.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.6.9.0.0.0.0.d.f.ip6.arpa. | PTR | NOERROR | dual.default.svc.cluster.local.",
            })
    void answers(String name, String type, String rcode, String expected) throws Exception {
        var answer = ask(name, type);
        assertThat(Rcode.string(answer.rcode())).isEqualTo(rcode);
        assertThat(answer.answers().stream()
                        .map(r -> r.rdataToString())
                        .sorted(this::aliasFirst)
                        .collect(Collectors.joining(" ")))
                .isEqualTo(expected);
        assertThat(answer.answers()).allMatch(r -> r.getTTL() == 5);
        if (answer.answers().isEmpty() && !rcode.equals("SERVFAIL")) {
            assertThat(answer.authority())
                    .singleElement()
                    .satisfies(soa -> assertThat(soa.getType()).isEqualTo(Type.SOA));
            var soa = (org.xbill.DNS.SOARecord) answer.authority().getFirst();
            assertThat(soa.getMinimum()).isEqualTo(5);
            assertThat(Name.fromString(name).subdomain(soa.getName())).isTrue();
        }
    }

    private int aliasFirst(String a, String b) {
        boolean aName = a.endsWith("svc.cluster.local.") && !a.contains(" ");
        boolean bName = b.endsWith("svc.cluster.local.") && !b.contains(" ");
        return aName != bName ? (aName ? -1 : 1) : a.compareTo(b);
    }

    @Test
    void anAliasOutsideIsLeftToTheForwarder() throws Exception {
        var answer = ask("away.default.svc.cluster.local.", "A");
        assertThat(answer.follow()).isEqualTo(Name.fromString("www.example.org."));
        assertThat(answer.answers()).hasSize(1);
    }

    @Test
    void srvBringsTheAddressesOfItsTargets() throws Exception {
        assertThat(ask("_sql._tcp.db.default.svc.cluster.local.", "SRV").additional())
                .extracting(r -> r.rdataToString())
                .containsExactlyInAnyOrder("10.244.0.5", "10.244.1.6", "10.244.1.7");
    }

    @ParameterizedTest
    @CsvSource({
        "www.example.org.,A",
        "local.,A",
        "cluster.local.example.org.,A",
        "8.8.8.8.in-addr.arpa.,PTR",
        "in-addr.arpa.,NS"
    })
    void othersAreAskedForOtherNames(String name, String type) throws Exception {
        assertThat(resolver.resolve(Name.fromString(name), Type.value(type))).isNull();
    }

    @Test
    void nothingIsDeniedBeforeTheClusterIsKnown() throws Exception {
        view.ready = false;
        assertThat(ask("missing.default.svc.cluster.local.", "A").rcode()).isEqualTo(Rcode.SERVFAIL);
    }
}
