"""The CNN+LSTM hybrid in PyTorch, as its platform computes it: the names of its modules are those of the weights file,
and the fusion is computed for every step although only the last one is delivered."""

import math

import torch
from torch import nn

DELIVERED = ["fused_features", "classification_probs", "regression_mean", "ensemble_classification",
             "ensemble_regression"]
STAGES = ["cnn_features", "lstm_features", "lstm_context", *DELIVERED]


class MultiHeadAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads, self.head_width = heads, width // heads
        self.w_q, self.w_k, self.w_v, self.w_o = (nn.Linear(width, width) for _ in range(4))

    def split(self, x):
        return x.view(x.shape[0], x.shape[1], self.heads, self.head_width).transpose(1, 2)

    def forward(self, origin, target):
        query, key, value = self.split(self.w_q(origin)), self.split(self.w_k(target)), self.split(self.w_v(target))
        scores = torch.matmul(query, key.transpose(-2, -1)) / math.sqrt(self.head_width)
        attended = torch.matmul(torch.softmax(scores, dim=-1), value).transpose(1, 2)
        return self.w_o(attended.reshape(origin.shape[0], origin.shape[1], self.heads * self.head_width))


class CnnExtractor(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.conv_layers = nn.ModuleList(
            nn.Conv1d(s.channels, s.filters, size, padding=size // 2, bias=False) for size in s.filter_sizes)
        self.batch_norms = nn.ModuleList(nn.BatchNorm1d(s.filters) for _ in s.filter_sizes)
        self.attention = MultiHeadAttention(s.cnn_width, s.cnn_heads)
        self.residual_projection = nn.Linear(s.channels, s.cnn_width)
        self.feature_projection = nn.Linear(s.cnn_width, s.fusion // 2)

    def forward(self, x):
        filtered = [torch.relu(norm(conv(x))) for conv, norm in zip(self.conv_layers, self.batch_norms)]
        steps = torch.cat(filtered, dim=1).transpose(1, 2)
        return self.feature_projection(self.attention(steps, steps) + self.residual_projection(x.transpose(1, 2)))


class AdditiveAttention(nn.Module):
    def __init__(self, width, attention):
        super().__init__()
        self.attention_linear = nn.Linear(width, attention)
        self.context_vector = nn.Linear(attention, 1, bias=False)

    def forward(self, steps):
        scores = self.context_vector(torch.tanh(self.attention_linear(steps)))
        return torch.sum(torch.softmax(scores, dim=1) * steps, dim=1)


class LstmProcessor(nn.Module):
    def __init__(self, s):
        super().__init__()
        self.input_projection = nn.Linear(s.fusion // 2, s.hidden)
        self.lstm_layers = nn.ModuleList(
            nn.LSTM(s.hidden if i == 0 else s.lstm_width, s.hidden, batch_first=True, bidirectional=s.bidirectional)
            for i in range(s.layers))
        self.layer_norms = nn.ModuleList(nn.LayerNorm(s.lstm_width) for _ in range(s.layers))
        self.attention = AdditiveAttention(s.lstm_width, s.lstm_attention)

    def forward(self, x):
        x = self.input_projection(x)
        for i, (lstm, norm) in enumerate(zip(self.lstm_layers, self.layer_norms)):
            y = norm(lstm(x)[0])
            x = y if i == 0 else y + x
        return x, self.attention(x)


class FeatureFusion(nn.Module):
    def __init__(self, s, last_step_only):
        super().__init__()
        self.last_step_only = last_step_only
        self.cnn_projection = nn.Linear(s.fusion // 2, s.fusion)
        self.lstm_projection = nn.Linear(s.lstm_width, s.fusion)
        self.cross_attention = MultiHeadAttention(s.fusion, s.fusion_heads)
        self.fusion_layers = nn.Sequential(
            nn.Linear(2 * s.fusion, s.fusion), nn.LayerNorm(s.fusion), nn.ReLU(), nn.Dropout(0.3),
            nn.Linear(s.fusion, s.fusion), nn.LayerNorm(s.fusion), nn.ReLU())

    def forward(self, cnn, lstm):
        cnn, lstm = self.cnn_projection(cnn), self.lstm_projection(lstm)
        asking = slice(-1, None) if self.last_step_only else slice(None)
        both = torch.cat([self.cross_attention(cnn[:, asking], lstm), self.cross_attention(lstm[:, asking], cnn)], dim=-1)
        return self.fusion_layers(both)[:, -1]


class RegressionHead(nn.Module):
    def __init__(self, s):
        super().__init__()
        first, second = s.regression_hidden
        self.layers = nn.Sequential(nn.Linear(s.fusion, first), nn.ReLU(), nn.Dropout(0.3),
                                    nn.Linear(first, second), nn.ReLU(), nn.Dropout(0.3), nn.Linear(second, s.targets))

    def forward(self, x):
        return self.layers(x)


class CnnLstmHybrid(nn.Module):
    def __init__(self, sizes, last_step_only=False):
        super().__init__()
        s = sizes
        self.classes = s.classes
        self.cnn_extractor = CnnExtractor(s)
        self.lstm_processor = LstmProcessor(s)
        self.feature_fusion = FeatureFusion(s, last_step_only)
        self.classification_head = nn.Sequential(
            nn.Linear(s.fusion, s.classification_hidden), nn.LayerNorm(s.classification_hidden), nn.ReLU(),
            nn.Dropout(0.3), nn.Linear(s.classification_hidden, s.classes))
        self.regression_head = RegressionHead(s)
        self.ensemble_models = nn.ModuleList(
            nn.Sequential(nn.Linear(s.fusion, s.ensemble_hidden), nn.ReLU(), nn.Dropout(0.3),
                          nn.Linear(s.ensemble_hidden, s.classes + s.targets)) for _ in range(s.ensemble))
        self.ensemble_weights = nn.Parameter(torch.zeros(s.ensemble))

    def stages(self, x):
        """All of STAGES for `x` [batch, channels, time]."""
        cnn = self.cnn_extractor(x)
        lstm, context = self.lstm_processor(cnn)
        fused = self.feature_fusion(cnn, lstm)
        members = torch.stack([member(fused) for member in self.ensemble_models])
        ensemble = torch.sum(torch.softmax(self.ensemble_weights, dim=0).view(-1, 1, 1) * members, dim=0)
        return (cnn, lstm, context, fused, torch.softmax(self.classification_head(fused), dim=-1),
                self.regression_head(fused), torch.softmax(ensemble[:, :self.classes], dim=-1),
                ensemble[:, self.classes:])

    def forward(self, x):
        """What a user asks for: DELIVERED."""
        return self.stages(x)[-len(DELIVERED):]


def load(tensors, sizes, last_step_only=False):
    """The model in eval mode with the tensors of a weights file."""
    model = CnnLstmHybrid(sizes, last_step_only)
    missing, unexpected = model.load_state_dict(tensors, strict=False)
    # A count of training batches, which nothing computes with.
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    if missing or unexpected:
        raise SystemExit(f"the weights lack {missing} and have {unexpected} too many")
    return model.eval()
