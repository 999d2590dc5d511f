package io.gantry.testkit;

import io.gantry.base.Time;
import io.gantry.controlplane.ControlPlaneSetup.Keys;
import io.gantry.controlplane.FrontProxyKeys;
import io.gantry.controlplane.Later;
import io.gantry.pki.CertificateAuthority;
import io.gantry.pki.Credential;
import io.gantry.pki.ServiceAccountTokens;
import io.gantry.pki.SubjectNames;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Instant;
import java.util.List;

/** The keys of all clusters of this JVM: made once, on a thread of their own while the first API server is put together. */
record TestKeys(Keys keys, Credential administrator) {
    static final String ADMINISTRATOR = "kubernetes-admin";
    private static final String ISSUER = "https://kubernetes.default.svc.cluster.local";

    private static final class Holder {
        static final Later<TestKeys> ONCE = Later.start("gantry-test-keys", TestKeys::make);
    }

    /** Begins to make them, without waiting. */
    static void begin() {
        Later<TestKeys> ignored = Holder.ONCE;
    }

    static TestKeys get() throws IOException, InterruptedException {
        return Holder.ONCE.get();
    }

    private static FrontProxyKeys.Pair frontProxy(Instant now) {
        CertificateAuthority authority = CertificateAuthority.create("front-proxy-ca", now);
        return new FrontProxyKeys.Pair(
                authority.certificate(), authority.issueClient(FrontProxyKeys.CLIENT, List.of(), now));
    }

    private static TestKeys make() {
        Instant now = Time.system().now();
        CertificateAuthority authority = CertificateAuthority.create("gantry-test", now);
        SubjectNames names = SubjectNames.ofApiServer(
                "localhost",
                "cluster.local",
                List.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1")),
                List.of());
        return new TestKeys(
                new Keys(
                        authority,
                        authority.issueServer("kube-apiserver", names, now),
                        ServiceAccountTokens.create(ISSUER),
                        new FrontProxyKeys(() -> frontProxy(now))),
                authority.issueClient(ADMINISTRATOR, List.of("system:masters"), now));
    }
}
