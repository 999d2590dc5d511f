package io.gantry.network.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gantry.api.codec.DecodeOptions;
import io.gantry.api.codec.Yaml;
import io.gantry.api.core.v1.Pod;
import io.gantry.api.core.v1.PodType;
import io.gantry.api.core.v1.Service;
import io.gantry.api.core.v1.ServiceType;
import io.gantry.api.discovery.v1.EndpointSlice;
import io.gantry.api.discovery.v1.EndpointSliceType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyInputsTest {
    private static Service service(String yaml) {
        return (Service) Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), ServiceType.KIND, DecodeOptions.LENIENT);
    }

    private static EndpointSlice slice(String yaml) {
        return (EndpointSlice)
                Yaml.decode(yaml.getBytes(StandardCharsets.UTF_8), EndpointSliceType.KIND, DecodeOptions.LENIENT);
    }

    @Test
    void aServiceWithEverything() {
        var input = Objects.requireNonNull(ProxyInputs.service(service("""
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: shop, creationTimestamp: "2026-01-02T03:04:05Z"}
                spec:
                  type: LoadBalancer
                  clusterIP: 10.96.0.20
                  clusterIPs: [10.96.0.20]
                  externalIPs: [203.0.113.5]
                  externalTrafficPolicy: Local
                  internalTrafficPolicy: Local
                  sessionAffinity: ClientIP
                  sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}
                  ports:
                  - {name: http, port: 80, nodePort: 30080}
                  - {name: dns, port: 53, protocol: UDP}
                status:
                  loadBalancer:
                    ingress: [{ip: 203.0.113.6}, {ip: 203.0.113.7, ipMode: Proxy}, {hostname: lb.example.org}]
                """)));
        assertThat(input.key()).hasToString("shop/web");
        assertThat(input.externalIps()).containsExactly("203.0.113.5", "203.0.113.6");
        assertThat(input.ports())
                .containsExactly(
                        new ProxyService.Port("http", Protocol.TCP, 80, 30080),
                        new ProxyService.Port("dns", Protocol.UDP, 53, 0));
        assertThat(input.affinitySeconds()).isEqualTo(60);
        assertThat(input.internalLocal()).isTrue();
        assertThat(input.externalLocal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{clusterIP: None, ports: [{port: 80}]}",
                "{type: ExternalName, externalName: a.example.org}",
                "{ports: [{port: 80}]}"
            })
    void servicesThatTheProxyHasNothingToDoWith(String spec) {
        assertThat(ProxyInputs.service(service(
                        "apiVersion: v1\nkind: Service\nmetadata: {name: a, namespace: b}\nspec: " + spec + "\n")))
                .isNull();
    }

    @Test
    void conditionsThatAreAbsentHaveTheirMeaning() {
        var backends = ProxyInputs.backends(List.of(slice("""
                        apiVersion: discovery.k8s.io/v1
                        kind: EndpointSlice
                        metadata: {name: a-1, namespace: b}
                        addressType: IPv4
                        ports: [{name: http, port: 8080, protocol: TCP}]
                        endpoints:
                        - {addresses: [10.244.0.5]}
                        - {addresses: [10.244.0.6], nodeName: here, conditions: {ready: false}}
                        - {addresses: [10.244.0.7], nodeName: there, conditions: {ready: false, serving: true, terminating: true}}
                        """)), "here");
        assertThat(backends.get("http"))
                .containsExactly(
                        new Backend("10.244.0.5", 8080, true, true, false, false),
                        new Backend("10.244.0.6", 8080, false, false, false, true),
                        new Backend("10.244.0.7", 8080, false, true, true, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.2.3.4 } ; flush ruleset",
                "localhost",
                "",
                "1.2.3",
                "fe80::1%eth0",
                "1.2.3.4, 5.6.7.8",
                "::g",
                "1.2.3.400"
            })
    void whatIsNoAddressNeverReachesACommand(String text) {
        assertThat(ProxyInputs.isAddress(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.2.3.4", "fd00::1", "::1", "2001:db8:0:0:0:0:0:1"})
    void addresses(String text) {
        assertThat(ProxyInputs.isAddress(text)).isTrue();
    }

    @Test
    void hostPortsOfARunningPod() {
        var pod = (Pod) Yaml.decode("""
                apiVersion: v1
                kind: Pod
                metadata: {name: p, namespace: ns}
                spec:
                  nodeName: here
                  containers:
                  - name: c
                    image: i
                    ports:
                    - {containerPort: 8080, hostPort: 80}
                    - {containerPort: 53, hostPort: 53, protocol: UDP, hostIP: 127.0.0.1}
                    - {containerPort: 9090}
                status: {podIP: 10.244.0.5, podIPs: [{ip: 10.244.0.5}]}
                """.getBytes(StandardCharsets.UTF_8), PodType.KIND, DecodeOptions.LENIENT);
        assertThat(ProxyInputs.hostPorts(pod))
                .containsExactly(
                        new HostPort("", Protocol.TCP, 80, "10.244.0.5", 8080),
                        new HostPort("127.0.0.1", Protocol.UDP, 53, "10.244.0.5", 53));
    }
}
