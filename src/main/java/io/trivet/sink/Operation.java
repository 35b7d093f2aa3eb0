package io.trivet.sink;

import java.io.ByteArrayOutputStream;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * What is done with one document, as OpenSearch is told it.
 *
 * @param record that asks for it
 * @param document which document that is
 * @param action how its first line begins: {@code index}, {@code create}, {@code update} or {@code delete}
 * @param text its lines in a bulk request, each with its end
 */
record Operation(SinkRecord record, Document document, String action, byte[] text) {
    /** A document by its names. */
    record Document(String index, String id) {}

    Origin origin() {
        return Origin.of(record);
    }

    int bytes() {
        return text.length;
    }

    /** The body of a bulk request with these. */
    static byte[] body(Iterable<Operation> operations) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (Operation operation : operations) {
            body.writeBytes(operation.text);
        }
        return body.toByteArray();
    }
}
