package io.trivet.drill;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Commits, in a transaction with a record, how far a group has read; so it needs the topics that Kafka makes for
 * offsets and for transactions. Arguments: bootstrap, topic, the offset that the group must have committed before, or
 * {@code none}, and the one to commit.
 */
public final class CommitInTransaction {
    private static final String GROUP = "committer";

    private CommitInTransaction() {}

    public static void main(String[] args) {
        TopicPartition partition = new TopicPartition(args[1], 0);
        try (KafkaConsumer<String, String> reader = new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, args[0], ConsumerConfig.GROUP_ID_CONFIG, GROUP),
                        new StringDeserializer(),
                        new StringDeserializer());
                KafkaProducer<String, String> writer = new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                args[0],
                                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                                GROUP),
                        new StringSerializer(),
                        new StringSerializer())) {
            OffsetAndMetadata committed = reader.committed(Set.of(partition)).get(partition);
            String before = Optional.ofNullable(committed)
                    .map(offset -> Long.toString(offset.offset()))
                    .orElse("none");
            if (!Objects.equals(before, args[2])) {
                throw new IllegalStateException("committed is " + before + ", not " + args[2]);
            }
            writer.initTransactions();
            writer.beginTransaction();
            writer.send(new ProducerRecord<>(args[1], 0, "key", "value"));
            writer.sendOffsetsToTransaction(
                    Map.of(partition, new OffsetAndMetadata(Long.parseLong(args[3]))),
                    new ConsumerGroupMetadata(GROUP));
            writer.commitTransaction();
            System.out.println("committed " + args[3] + " after " + before);
        }
    }
}
