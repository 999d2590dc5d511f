package io.gantry.network.dns;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;

/**
 * What the cluster's own zones say to a question. Immutable.
 *
 * @param authority the zone's SOA where there is no answer, so that the denial can be cached
 * @param follow a name outside of the cluster that the last CNAME leads to, for the forwarder
 */
public record Answer(
        int rcode,
        List<Record> answers,
        List<Record> authority,
        List<Record> additional,
        @Nullable Name follow) {
    public Answer {
        answers = List.copyOf(answers);
        authority = List.copyOf(authority);
        additional = List.copyOf(additional);
    }

    static Answer of(List<Record> answers, List<Record> additional) {
        return new Answer(Rcode.NOERROR, answers, List.of(), additional, null);
    }

    /** The name exists, but has nothing of the type. */
    static Answer noData(Record soa) {
        return new Answer(Rcode.NOERROR, List.of(), List.of(soa), List.of(), null);
    }

    static Answer noSuchName(Record soa) {
        return new Answer(Rcode.NXDOMAIN, List.of(), List.of(soa), List.of(), null);
    }
}
